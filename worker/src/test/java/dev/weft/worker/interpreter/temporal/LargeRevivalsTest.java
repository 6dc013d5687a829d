package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.TestConnection;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.large.Packed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin once more from states that are more than Temporal takes of one message, on a real Temporal server. */
class LargeRevivalsTest {
    /** Bytes that can't be packed, of each file. */
    private static final int NOISE = 60_000;

    private static final int FILES = 40;

    private static final String BIG = """
            version: "3.0.0"
            id: big
            tasks:
              each:
                for_each: {in: "${{ lists.range(40) }}", max_concurrent: 10}
                action: file_operation
                parameters: {operation: read, path: "noise/${{ index }}"}
              pay:
                needs: [each]
                action: file_operation
                parameters: {operation: append, path: "${{ run.id }}.log", content: "PAY "}
                compensate: {action: file_operation, parameters: {operation: append, path: "${{ run.id }}.log", content: "REFUND "}}
              ask: {needs: [pay], action: approval_gate, parameters: {approvers: [anyone]}}
              last: {needs: [ask], action: file_operation, parameters: {operation: read, path: "${{ run.id }}.txt"}}
            """;

    @TempDir
    static Path home;

    private static TestConnection connection;
    private static LargeRuns large;

    @BeforeAll
    static void start() throws Exception {
        connection = TestConnection.to("default");
        large = new LargeRuns(home, connection.client(), false);
        Path noise = Files.createDirectories(home.resolve("workspace/noise"));
        Random random = new Random(7);
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(NOISE, ' ' + 1, '~').forEach(text::appendCodePoint);
            Files.writeString(noise.resolve(String.valueOf(i)), text);
        }
    }

    @AfterAll
    static void stop() {
        large.close();
        connection.close();
    }

    @Test
    void shouldUndoARunThatHasFailed() throws Exception {
        Runs.Run run = failed();

        Revivals.start(run.client(), run.id(), small(Revivals.ask(run, new Control("undo", "ann", null, null), null)));
        await(run, RunStatus.ROLLED_BACK);

        assertThat(log(run)).isEqualTo("PAY REFUND ");
        run.replay();
    }

    @Test
    void shouldUndoARunThatWasTerminated() throws Exception {
        Runs.Run run = waiting();
        run.untyped().terminate("by hand");

        Revivals.start(
                run.client(),
                run.id(),
                small(Revivals.askTerminated(run, new Control("undo", "ann", null, null), null)));
        await(run, RunStatus.ROLLED_BACK);

        assertThat(log(run)).isEqualTo("PAY REFUND ");
    }

    @Test
    void shouldRetryATaskAndRestart() throws Exception {
        Runs.Run run = failed();
        Files.writeString(home.resolve("workspace").resolve(run.id() + ".txt"), "there");

        Revivals.start(
                run.client(), run.id(), small(Revivals.ask(run, new Control("retry", "ann", "last", null), null)));
        await(run, RunStatus.COMPLETED);
        RunRequest next = new RunRequest("big", 1, Runs.canonical(BIG), Map.of(), Map.of(), "bob", Map.of());
        String id = "big-" + UUID.randomUUID();
        Revivals.start(run.client(), id, small(Revivals.ask(run, null, new Restart(next, "pay"))));
        Runs.Run again = new Runs.Run(run.client(), id);
        await(again, RunStatus.WAITING);

        assertThat(again.task("each").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(log(run)).isEqualTo("PAY ");
        assertThat(log(again)).isEqualTo("PAY ");
        run.replay();
        again.replay();
        again.untyped().terminate("looked at");
    }

    private static Revival small(Revival revival) {
        assertThat(Objects.requireNonNull(Objects.requireNonNull(revival.request(), revival::toString)
                                .start())
                        .state()
                        .has(Packed.FIELD))
                .isFalse();
        return revival;
    }

    private static Runs.Run failed() {
        Runs.Run run = waiting();
        run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));
        await(run, RunStatus.FAILED);
        return run;
    }

    private static Runs.Run waiting() {
        Runs.Run run = new Runs(connection.client()).start(BIG, Map.of());
        await(run, RunStatus.WAITING);
        return run;
    }

    private static void await(Runs.Run run, RunStatus status) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> run.view().status() == status);
    }

    private static String log(Runs.Run run) throws Exception {
        return Files.readString(home.resolve("workspace").resolve(run.id() + ".log"));
    }
}
