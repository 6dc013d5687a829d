package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.TestConnection;
import dev.weft.worker.protocol.RunStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large values on a real Temporal server, with real actions and files. */
class LargeValuesOnServerTest {
    /** Characters that can't be packed, of each file. */
    private static final int NOISE = 40_000;

    @TempDir
    static Path home;

    private static TestConnection connection;
    private static LargeRuns large;
    private static Runs runs;

    @BeforeAll
    static void start() throws Exception {
        connection = TestConnection.to("default");
        WorkflowClient client = connection.client();
        large = new LargeRuns(home, client, false);
        runs = new Runs(client);
    }

    @AfterAll
    static void stop() {
        large.close();
        connection.close();
    }

    @Test
    void shouldPassALargeValueOn() throws Exception {
        Runs.Run run = runs.start(LargeRuns.PASSED_ON, Map.of("least", 5));

        large.checkPassedOn(run);
        LargeRuns.checkHistories(run);
        long bytes = run.history().getEvents().stream()
                .mapToLong(HistoryEvent::getSerializedSize)
                .sum();
        assertThat(bytes).isLessThan(100_000);
    }

    @Test
    void shouldLoopOverALargeList() throws Exception {
        Runs.Run run = runs.start(LargeRuns.LOOPED, Map.of());

        Map<?, ?> outputs = large.outputs(run);
        assertThat(outputs.get("count")).isEqualTo(990L);
        assertThat(outputs.get("sum")).isEqualTo((long) LargeRuns.SUM - 45);
        assertThat(outputs.get("characters")).isEqualTo(990L * 5_000);
        LargeRuns.checkHistories(run);
        for (String child : run.view().items().values().stream()
                .filter(item -> item.run() != null)
                .map(item -> item.run())
                .toList()) {
            LargeRuns.checkHistories(new Runs.Run(run.client(), child));
        }
    }

    @Test
    void shouldGoOnInANewHistoryWithALargeState() throws Exception {
        // Once all parts are there, enough goes on for another history, whenever the one before began.
        Runs.Run run = new Runs(withNoise(), 60).start("""
                version: "3.0.0"
                id: large-state
                tasks:
                  read: {action: file_operation, parameters: {operation: read, path: large.json, encoding: json}}
                  parts:
                    needs: [read]
                    for_each: {in: "${{ lists.range(32) }}", as: one, max_concurrent: 10}
                    action: file_operation
                    placement: remote
                    parameters: {operation: read, path: "noise-${{ one }}.txt"}
                  more:
                    needs: [parts]
                    for_each: {in: "${{ lists.range(40) }}", max_concurrent: 10}
                    action: file_operation
                    placement: remote
                    parameters: {operation: stat, path: large.json}
                  ask: {needs: [more], action: approval_gate, parameters: {approvers: [anyone]}}
                  last: {needs: [ask], action: transform, parameters: {value: "${{ tasks.parts.output.map(part, part.content.size()).sum() + tasks.read.output.content.size() }}"}}
                outputs: {last: "${{ tasks.last.output }}"}
                """, Map.of());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(run::view, view -> view.status() == RunStatus.WAITING);
        run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));

        assertThat(large.outputs(run)).isEqualTo(Map.of("last", 32L * NOISE + LargeRuns.ITEMS));
        List<WorkflowExecutionHistory> histories = run.histories();
        assertThat(histories).hasSizeGreaterThan(1);
        assertThat(histories.stream()
                        .map(history -> history.getEvents().getFirst().toString()))
                .as("histories that begin with a state that is kept elsewhere")
                .anyMatch(begun -> begun.contains("\\\"kept\\\""));
        LargeRuns.checkHistories(run);
    }

    private static WorkflowClient withNoise() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 32; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < NOISE) {
                text.append((char) (' ' + random.nextInt(90)));
            }
            Files.writeString(home.resolve("workspace").resolve("noise-" + i + ".txt"), text);
        }
        return runs.client();
    }
}
