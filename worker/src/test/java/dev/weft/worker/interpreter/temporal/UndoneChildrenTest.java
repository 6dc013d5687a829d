package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose undoing has the runs below them undone, on a real Temporal server. */
@Tag("long")
class UndoneChildrenTest {
    private static final String LEAF = """
        version: "3.0.0"
        id: leaf
        tasks:
          deep: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
        """;
    private static final String MIDDLE = """
        version: "3.0.0"
        id: middle
        tasks:
          down: {action: workflow_trigger, parameters: {workflow: leaf}}
          mine: {needs: [down], action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
        """;
    private static final String ASKS = """
        version: "3.0.0"
        id: asks
        tasks:
          mine: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
          ask: {needs: [mine], action: approval_gate, parameters: {approvers: [anyone]}}
        """;
    private static final String PARENT = """
        version: "3.0.0"
        id: parent
        tasks:
          a: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
          below: {needs: [a], action: workflow_trigger, parameters: {workflow: %s}}
          b: {needs: [%s], action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
          c: {needs: [b], action: agent_task, agent: worker, on_failure: %s}
        """;

    private static RealWorker real;
    private static Children children;
    private Runs runs;

    @BeforeAll
    static void start() {
        real = RealWorker.start();
        children = new Children();
        children.save("leaf", LEAF);
        children.save("middle", MIDDLE);
        children.save("asks", ASKS);
    }

    @AfterAll
    static void stop() {
        real.close();
    }

    @BeforeEach
    void fresh() {
        runs = real.runs();
        real.activities.clear();
        real.activities.on("c", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
    }

    @Test
    void shouldUndoRunsBelowInTheirPlaceAndThoseBelowThem() throws Exception {
        Runs.Run run = start("middle", "below", "rollback");

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(paths())
                .containsExactly(
                        "a",
                        "deep",
                        "mine",
                        "b",
                        "c",
                        "b.compensate",
                        "mine.compensate",
                        "deep.compensate",
                        "a.compensate");
        assertThat(run.task("below").status()).isEqualTo(TaskStatus.COMPENSATED);
        assertThat(run.task("below.compensate").status()).isEqualTo(TaskStatus.COMPLETED);
        Runs.Run middle = below(run, "below");
        assertThat(middle.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(below(middle, "down").view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        run.replay();
        middle.replay();
    }

    @Test
    void shouldStartAnotherRunAfterGoingBackBeyondOne() throws Exception {
        Runs.Run run = start("middle", "below", "pause");
        run.await(view -> view.status() == RunStatus.WAITING);
        String first = below(run, "below").id();
        real.activities.on("c", invocation -> Map.of());

        run.stub().control(new Control("rollback", "ann", "a", null));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(below(run, "below").id()).isNotEqualTo(first);
        assertThat(run.view().tasks()).doesNotContainKey("below.compensate");
        assertThat(paths().subList(5, paths().size()))
                .containsExactly("b.compensate", "mine.compensate", "deep.compensate", "deep", "mine", "b", "c");
        run.replay();
    }

    @Test
    void shouldCancelARunThatIsUnderWayAndThenUndoIt() throws Exception {
        real.activities.on("b", invocation -> {
            Runs.patiently().until(() -> paths().contains("mine"));
            return Map.of();
        });
        Runs.Run run = start("asks", "a", "rollback");

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(below(run, "below").view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(paths()).containsOnlyOnce("mine.compensate").containsOnlyOnce("a.compensate");
        assertThat(paths().indexOf("mine.compensate")).isLessThan(paths().indexOf("a.compensate"));
        run.replay();
    }

    @Test
    void shouldUndoARunThatWasTerminated() throws Exception {
        Runs.Run run = start("asks", "a", "pause");
        run.await(view -> !view.waitingOn().isEmpty());
        Runs.Run child = below(run, "below");
        child.await(view -> view.status() == RunStatus.WAITING);
        child.untyped().terminate("by hand");
        run.await(view -> Objects.requireNonNull(view.tasks().get("below")).status() == TaskStatus.FAILED);

        run.stub().control(new Control("undo", "ann"));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(child.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(paths()).containsOnlyOnce("mine.compensate");
        run.replay();
    }

    /** What keeps a run from being undone waits for a person there; one that nobody keeps any more, here. */
    @Test
    void shouldWaitForAPersonWhereARunCannotBeUndone() throws Exception {
        Runs.Run run = start("middle", "below", "pause");
        run.await(view -> view.status() == RunStatus.WAITING);
        Runs.Run middle = below(run, "below");
        forget(middle);

        run.stub().control(new Control("undo", "ann"));
        RunView waits = run.await(view -> !view.waitingOn().isEmpty());

        assertThat(waits.status()).isEqualTo(RunStatus.ROLLING_BACK);
        assertThat(waits.waitingOn())
                .extracting(RunView.Waiting::task, RunView.Waiting::kind)
                .containsExactly(Tuple.tuple("below.compensate", "person"));
        assertThat(Objects.requireNonNull(run.task("below.compensate").error()).code())
                .isEqualTo("run_forgotten");
        run.stub().control(new Control("complete", "ann", "below.compensate", null));
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(paths()).contains("a.compensate").doesNotContain("mine.compensate");
        run.replay();
    }

    private Runs.Run start(String below, String needs, String onFailure) {
        return runs.start(children.carrying(PARENT.formatted(below, needs, onFailure), Map.of(), 3));
    }

    private static List<String> paths() {
        return real.activities.invocations.stream().map(TaskInvocation::path).toList();
    }

    private static Runs.Run below(Runs.Run run, String task) {
        return new Runs.Run(real.client, Objects.requireNonNull(run.task(task).run()));
    }

    private static void forget(Runs.Run run) {
        real.service
                .blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(real.client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(run.id()))
                        .build());
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            try {
                run.untyped().describe();
                return false;
            } catch (WorkflowNotFoundException e) {
                return true;
            }
        });
    }
}
