package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Items that runs of their own do, steered and decided by the paths that they have in the run with the loop, on a real server. */
class SteeredItemsTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private static final String LOOP = """
            version: "3.0.0"
            id: steered
            tasks:
              part:
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(503) }}"}
                    tasks:
                      work: {when: "item in [3, 500]", action: agent_task, agent: worker, on_failure: pause}
                      ask: {when: "item > 500", action: approval_gate, parameters: {approvers: [anyone]}}
                    outputs: {done: "${{ tasks.work.output }}", decided: "${{ tasks.ask.output == null ? '' : tasks.ask.output.decision }}"}
            outputs: {failed: "${{ tasks.part.output.each[500].done }}", decided: "${{ tasks.part.output.each.map(one, one.decided).filter(one, one != '') }}"}
            """;

    private final Runs runs = REAL.runs();

    @Test
    void shouldPassOnWhatPeopleSayOfItems() throws Exception {
        REAL.activities.on("each[500].work", invocation -> {
            throw ScriptedActivities.failure("gone", false);
        });
        Runs.Run run = runs.start(LOOP, Map.of());
        Runs.Run slice = slice(run);
        slice.await(view -> view.waitingOn().size() == 3);

        assertThatThrownBy(() -> run.stub().control(new Control("retry", "ann", "part.each[501].work", null)))
                .hasStackTraceContaining("waits for a person, but 'each[501].work' is SKIPPED");
        assertThatThrownBy(() -> run.stub().control(new Control("retry", "ann", "part.each[3].work", null)))
                .hasStackTraceContaining("which has ended");
        assertThatThrownBy(() -> run.stub().control(new Control("retry", "ann", "part.each[777].work", null)))
                .hasStackTraceContaining("NOT_FOUND");
        DecisionReceipt receipt = run.stub().decide(decision("part.each[501].ask", "approve"));
        assertThat(receipt.task()).isEqualTo("part.each[501].ask");
        assertThat(receipt.status()).isEqualTo(TaskStatus.COMPLETED);
        run.stub().approval(Map.of("task", "part.each[502].ask", "decision", "reject", "by", "bob"));
        slice.await(view -> view.waitingOn().size() == 1);
        assertThat(run.stub().control(new Control("complete", "ann", "part.each[500].work", Map.of("made", 1))))
                .isIn(RunStatus.RUNNING, RunStatus.COMPLETED);

        assertThat(run.result())
                .isEqualTo(Map.of("failed", Map.of("made", 1), "decided", List.of("approved", "rejected")));
        run.replay();
        slice.replay();
    }

    private static Decision decision(String task, String decision) {
        return new Decision(task, decision, "bob", null, null, null, null, null);
    }

    private static Runs.Run slice(Runs.Run run) {
        RunView view = run.await(one -> one.items().get("part.each[500-502]") instanceof RunView.TaskView slice
                && slice.run() != null
                && one.items().get("part.each[0-499]") instanceof RunView.TaskView other
                && other.run() != null);
        Runs.Run first = new Runs.Run(
                run.client(),
                Objects.requireNonNull(Objects.requireNonNull(view.items().get("part.each[0-499]"))
                        .run()));
        first.await(one -> one.status().ended());
        return new Runs.Run(
                run.client(),
                Objects.requireNonNull(Objects.requireNonNull(view.items().get("part.each[500-502]"))
                        .run()));
    }
}
