package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ResetReapplyExcludeType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that begin once more, on a real Temporal server. */
class RevivedRunsTest {
    private static final String CHAIN = """
            version: "3.0.0"
            id: chain
            tasks:
              a: {action: agent_task, agent: worker}
              b: {needs: [a], action: agent_task, agent: worker, parameters: {from: "${{ tasks.a.output }}"}}
              ask: {needs: [b], action: approval_gate, parameters: {approvers: [anyone]}}
              c: {needs: [ask], action: agent_task, agent: worker}
            """;

    private static RealWorker real;

    @BeforeAll
    static void start() {
        real = RealWorker.start();
    }

    @AfterAll
    static void stop() {
        real.close();
    }

    @BeforeEach
    void fresh() {
        real.activities.clear();
    }

    @Test
    void shouldRetryATaskOfAFailedRunUnderAnotherKey() throws Exception {
        real.activities.on("b", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = new Runs(real.client).start(CHAIN, Map.of());
        run.end();
        real.activities.on("b", invocation -> "mended");

        Revivals.start(run.client(), run.id(), run.stub().revived(new Control("retry", "ann", "b", null)));
        run.await(view -> view.status() == RunStatus.WAITING);

        assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("a", "b", "b");
        assertThat(real.activities.invocations.get(1).key())
                .isNotEqualTo(real.activities.invocations.get(2).key());
        run.untyped().cancel();
        run.end();
        run.replay();
    }

    @Test
    void shouldDoAnewWhatWasUndoneBeforeWhatNeedsIt() throws Exception {
        real.activities.on("block.q", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = new Runs(real.client).start("""
                version: "3.0.0"
                id: anew
                policy: {on_failure: rollback}
                tasks:
                  a: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                  block:
                    needs: [a]
                    tasks:
                      p: {action: agent_task, agent: worker}
                      q: {needs: [p], action: agent_task, agent: worker}
                """, Map.of());
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        real.activities.on("block.q", invocation -> "mended");

        Revivals.start(run.client(), run.id(), run.stub().revived(new Control("retry", "ann", "block.q", null)));
        run.end();
        Revivals.start(run.client(), run.id(), run.stub().revived(new Control("undo", "ann")));
        run.end();
        Revivals.start(run.client(), run.id(), run.stub().revived(new Control("rollback", "ann", "block.p", null)));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly(
                        "a",
                        "block.p",
                        "block.q",
                        "a.compensate",
                        "a",
                        "block.p",
                        "block.q",
                        "a.compensate",
                        "a",
                        "block.p",
                        "block.q");
        run.replay();
    }

    @Test
    void shouldRetryTheCleanUpOfACancelledRunAlone() throws Exception {
        real.activities.on("free", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = new Runs(real.client).start("""
                version: "3.0.0"
                id: cleaned
                tasks:
                  rent: {action: agent_task, agent: worker}
                  ask: {needs: [rent], action: approval_gate, parameters: {approvers: [anyone]}}
                  free: {needs: all, join: always, action: agent_task, agent: worker}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        run.untyped().cancel();
        run.end();
        real.activities.on("free", invocation -> "mended");

        Revivals.start(run.client(), run.id(), run.stub().revived(new Control("retry", "ann", "free", null)));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("rent", "free", "free");
        run.replay();
    }

    @Test
    void shouldGoOnWithATerminatedRunInManyHistories() throws Exception {
        for (Runs runs : List.of(new Runs(real.client), new Runs(real.client, 5))) {
            real.activities.clear();
            Runs.Run run = runs.start(CHAIN, Map.of());
            run.await(view -> view.status() == RunStatus.WAITING);
            run.untyped().terminate("by hand");

            Revivals.start(
                    run.client(),
                    run.id(),
                    Revivals.askTerminated(
                            run, new Control("complete", "ann", "ask", Map.of("decision", "approved")), null));
            run.end();

            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                    .containsExactly("a", "b", "c");
            run.replay();
        }
    }

    @Test
    void shouldRestartATerminatedRunWithWhatHolds() throws Exception {
        Runs.Run run = new Runs(real.client).start(CHAIN, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        RunRequest request = Objects.requireNonNull(
                askTerminatedAfter(run, new Control("skip", "ann", "ask", null)).request());
        RunRequest next = new RunRequest(
                request.workflow(),
                request.revision(),
                request.definition(),
                request.inputs(),
                request.agents(),
                "bob",
                request.labels());

        Revival revival = Revivals.askTerminated(run, null, new Restart(next, "b"));
        String id = "chain-" + UUID.randomUUID();
        Revivals.start(real.client, id, revival);
        Runs.Run again = new Runs.Run(real.client, id);
        again.await(view -> view.status() == RunStatus.WAITING);

        assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("a", "b", "b");
        assertThat(again.task("a").status()).isEqualTo(TaskStatus.COMPLETED);
        again.untyped().cancel();
        again.end();
        again.replay();
    }

    @Test
    void shouldBeReadAfterAResetByHand() throws Exception {
        Runs.Run run = new Runs(real.client).start(CHAIN, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        String before = run.untyped().describe().getExecution().getRunId();

        real.service
                .blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(real.client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(run.id())
                                .setRunId(before))
                        .setReason("by hand")
                        .setRequestId(UUID.randomUUID().toString())
                        .setWorkflowTaskFinishEventId(afterFirstActivity(run))
                        .addResetReapplyExcludeTypes(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL)
                        .addResetReapplyExcludeTypes(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE)
                        .build());
        run.await(view -> view.status() == RunStatus.WAITING
                && !run.untyped().describe().getExecution().getRunId().equals(before));

        assertThat(real.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("a", "b", "b");
        assertThat(run.task("a").status()).isEqualTo(TaskStatus.COMPLETED);
        run.untyped().cancel();
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
    }

    private static long afterFirstActivity(Runs.Run run) {
        boolean done = false;
        for (HistoryEvent event : run.history().getEvents()) {
            done |= event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED;
            if (done && event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                return event.getEventId();
            }
        }
        throw new IllegalStateException("Expected an activity that has completed");
    }

    private static Revival askTerminatedAfter(Runs.Run run, Control control) {
        run.untyped().terminate("by hand");
        return Revivals.askTerminated(run, control, null);
    }
}
