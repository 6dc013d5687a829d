package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.client.WorkflowFailedException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parents and children that go on in new histories while both are open, on a real Temporal server. */
class ContinuedChildrenTest {
    private static final int FEW_EVENTS = 5;
    private static final String ASKS = """
            version: "3.0.0"
            id: asks
            tasks:
              first: {for_each: {in: [1, 2, 3], max_concurrent: 1}, action: agent_task, agent: worker}
              ask: {needs: [first], action: approval_gate, parameters: {approvers: [anyone]}}
              clean: {needs: all, join: always, action: agent_task, agent: worker}
            outputs: {by: "${{ tasks.ask.output.decided_by }}"}
            """;

    /** It goes on in new histories by its own work, while the other task waits for its run. */
    private static final String PARENT = """
            version: "3.0.0"
            id: parent
            tasks:
              below: {action: workflow_trigger, parameters: {workflow: asks}}
              work: {for_each: {in: [1, 2, 3, 4], max_concurrent: 1}, action: agent_task, agent: worker}
            outputs: {by: "${{ tasks.below.output.by }}"}
            """;

    private static Children children;

    private static RealWorker real;
    private Runs runs;

    @BeforeAll
    static void start() {
        real = RealWorker.start();
        children = new Children();
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
    }

    @Test
    void shouldLearnOfTheEndInALaterHistory() throws Exception {
        Runs.Run run = continued();
        Runs.Run child = child(run);
        child.await(view -> view.status() == RunStatus.WAITING);

        assertThat(child.histories()).hasSizeGreaterThan(1);
        RunView view = child.view();
        assertThat(Objects.requireNonNull(view.parent()).run()).isEqualTo(run.id());
        assertThat(view.priority()).isEqualTo(1);
        var description = child.untyped().describe();
        assertThat(description.<String>getMemo(RunMarks.AWAITED_BY, String.class))
                .isEqualTo("below");
        assertThat(description.<String>getMemo(RunMarks.PARENT, String.class)).isEqualTo(run.id());
        assertThat(description.getParentExecution().getWorkflowId()).isEqualTo(run.id());
        child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));

        assertThat(run.result()).isEqualTo(Map.of("by", "bob"));
        assertThat(run.task("below").attempts()).isEqualTo(1);
        assertThat(run.task("below").run()).isEqualTo(child.id());
        assertThat(real.activities.invocations).hasSize(4 + 3 + 1);
        run.replay();
        child.replay();
    }

    @Test
    void shouldLearnOfATerminatedRunThatAnEarlierHistoryStarted() throws Exception {
        Runs.Run run = continued();
        Runs.Run child = child(run);
        child.await(view -> view.status() == RunStatus.WAITING);

        child.untyped().terminate("enough");

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(Objects.requireNonNull(run.task("below").error()).code()).isEqualTo("terminated");
        run.replay();
    }

    @Test
    void shouldSteerARunThatAnEarlierHistoryStarted() throws Exception {
        Runs.Run run = continued();
        Runs.Run child = child(run);
        child.await(view -> view.status() == RunStatus.WAITING);

        run.stub().control(new Control("pause", "ann"));
        child.await(view -> view.status() == RunStatus.PAUSED);
        run.stub().control(new Control("resume", "ann"));
        child.await(view -> view.status() == RunStatus.WAITING);
        run.untyped().cancel();

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.task("below").status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(child.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
        child.replay();
    }

    @Test
    void shouldStartEachRunOnceInHoweverManyHistories() throws Exception {
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: many
                tasks:
                  each: {for_each: {in: [1, 2, 3, 4], max_concurrent: 2}, action: workflow_trigger, parameters: {workflow: asks}}
                  work: {for_each: {in: [1, 2, 3, 4, 5, 6], max_concurrent: 1}, action: agent_task, agent: worker}
                outputs: {by: "${{ tasks.each.output.map(o, o.by) }}"}
                """, Map.of(), 3, FEW_EVENTS));
        for (String path : new String[] {"each[0]", "each[1]", "each[2]", "each[3]"}) {
            String id = Runs.patiently().ignoreExceptions().until(() -> item(run, path), Objects::nonNull);
            Runs.Run child = new Runs.Run(real.client, id);
            Runs.patiently().ignoreExceptions().until(() -> child.view().status() == RunStatus.WAITING);
            child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", path));
        }

        assertThat(run.result()).hasToString("{by=[each[0], each[1], each[2], each[3]]}");
        assertThat(real.activities.invocations).hasSize(6 + 4 * 4);
        assertThat(run.histories()).hasSizeGreaterThan(2);
        run.replay();
    }

    /** One that has gone on in a new history since its child was started. */
    private Runs.Run continued() {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 1, FEW_EVENTS));
        Runs.patiently()
                .ignoreExceptions()
                .until(() -> run.task("work").status() == TaskStatus.COMPLETED
                        && run.view().status() == RunStatus.RUNNING);
        assertThat(run.histories()).hasSizeGreaterThan(2);
        return run;
    }

    private static @Nullable String item(Runs.Run run, String path) {
        return Objects.requireNonNull(run.view().items().get(path)).run();
    }

    private static Runs.Run child(Runs.Run run) {
        return new Runs.Run(
                real.client, Objects.requireNonNull(run.task("below").run()));
    }
}
