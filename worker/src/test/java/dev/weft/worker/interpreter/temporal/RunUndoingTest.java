package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Undoing on the in-memory server: each history replays. */
@InMemory
class RunUndoingTest {
    private static final String CHAIN = """
            version: "3.0.0"
            id: chain
            tasks:
              a: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker, parameters: {undo: "${{ output.id }}"}}}
              b: {needs: [a], action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker, parameters: {undo: "${{ output.id }}"}}}
              c: {needs: [b], action: agent_task, agent: worker, on_failure: %s}
              fin: {needs: all, join: always, action: agent_task, agent: worker, parameters: {was: "${{ run.status }}"}}
            """;

    private final VirtualWorker virtual = VirtualWorker.start();
    private final Runs runs = virtual.runs();

    @BeforeEach
    void script() {
        virtual.activities.on("a", invocation -> Map.of("id", 1));
        virtual.activities.on("b", invocation -> Map.of("id", 2));
    }

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldUndoARunAndThenRunWhatMustRun() throws Exception {
        virtual.activities.on("c", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = runs.start(CHAIN.formatted("rollback"), Map.of());

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.task("a").status()).isEqualTo(TaskStatus.COMPENSATED);
        assertThat(run.task("b.compensate").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(virtual.activities.invocations.stream()
                        .map(TaskInvocation::parameters)
                        .skip(3))
                .containsExactly(Map.of("undo", 2), Map.of("undo", 1), Map.of("was", "ROLLED_BACK"));
        run.replay();
    }

    @Test
    void shouldWaitForAPersonWhereACompensationFails() throws Exception {
        virtual.activities.on("c", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        virtual.activities.on("b.compensate", invocation -> {
            throw ScriptedActivities.failure("stuck", false);
        });
        Runs.Run run = runs.start(CHAIN.formatted("rollback"), Map.of());
        virtual.environment.sleep(Duration.ofDays(1));

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLING_BACK);
        assertThat(run.view().waitingOn())
                .extracting(RunView.Waiting::task, RunView.Waiting::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("b.compensate", "person"));
        assertThatThrownBy(() -> run.stub().control(new Control("cancel", "ann")))
                .hasStackTraceContaining("is being undone");
        assertThatThrownBy(() -> run.stub().control(new Control("rollback", "ann", "a", null)))
                .hasStackTraceContaining("is being rolled back already");
        run.stub().control(new Control("complete", "ann", "b.compensate", null));

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        run.replay();
    }

    @Test
    void shouldGoBackToACheckpointAndOnFromThere() throws Exception {
        virtual.activities.on("c", invocation -> {
            if (virtual.activities.invocations.stream()
                            .filter(one -> one.path().equals("c"))
                            .count()
                    == 1) {
                throw ScriptedActivities.failure("broken", false);
            }
            return "fine";
        });
        Runs.Run run = runs.start(CHAIN.formatted("pause"), Map.of());
        virtual.environment.sleep(Duration.ofDays(1));

        assertThat(run.stub().checkpoints()).extracting(Checkpoint::checkpoint).containsExactly("a", "b");
        assertThatThrownBy(() -> run.stub().control(new Control("rollback", "ann", "c", null)))
                .hasStackTraceContaining("only such are checkpoints");
        assertThat(run.stub().control(new Control("rollback", "ann", "a", null)))
                .isEqualTo(RunStatus.ROLLING_BACK);

        run.result();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(virtual.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("a", "b", "c", "b.compensate", "b", "c", "fin");
        List<String> ofB = virtual.activities.invocations.stream()
                .filter(one -> one.path().equals("b"))
                .map(TaskInvocation::key)
                .toList();
        assertThat(ofB).doesNotHaveDuplicates();
        run.replay();
    }

    @Test
    void shouldPauseOnceNothingMoreCanRun() throws Exception {
        virtual.activities.on("c", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = runs.start(
                CHAIN.formatted("fail").replace("tasks:\n  a:", "policy: {on_failure: pause}\ntasks:\n  a:"), Map.of());
        virtual.environment.sleep(Duration.ofDays(1));

        assertThat(run.view().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.view().waitingOn()).extracting(RunView.Waiting::task).containsExactly("c");
        run.stub().control(new Control("complete", "ann", "c", "by hand"));

        run.result();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(virtual.activities.invocations.getLast().parameters()).isEqualTo(Map.of("was", "COMPLETED"));
        run.replay();
    }
}
