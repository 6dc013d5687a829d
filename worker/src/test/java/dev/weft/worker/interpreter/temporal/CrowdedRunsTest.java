package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs with more to do at once than Temporal takes of one: 2,000 activities, 2,000 child runs. */
@Tag("long")
class CrowdedRunsTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private static final String ATTEMPTS = """
            version: "3.0.0"
            id: crowded
            tasks:
              ask: {action: approval_gate, parameters: {approvers: [anyone]}}
              each:
                for_each: {in: "${{ lists.range(450) }}"}
                tasks:
                  a: {action: agent_task, agent: worker}
                  b: {action: agent_task, agent: worker}
                  c: {action: agent_task, agent: worker}
                  d: {action: agent_task, agent: worker}
                  e: {action: agent_task, agent: worker}
            """;

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void shouldHaveNoMoreAttemptsUnderWayThanTemporalTakes() throws Exception {
        Runs.Run run = startHeldBack();

        run.decide(new Decision("ask", "approve", "kim", List.of(), null, null, null, null));
        release.countDown();
        run.result();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(paths()).hasSize(2_250);
        assertThat(run.histories().stream().flatMap(history -> history.getEvents().stream()))
                .noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes);
        run.replay();
    }

    @Test
    void shouldNeverMakeAttemptsThatWaitForRoomWhenTheRunIsCancelled() throws Exception {
        Runs.Run run = startHeldBack();
        int under = REAL.activities.invocations.size();

        run.untyped().cancel();
        release.countDown();
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(REAL.activities.invocations).hasSizeBetween(under, 1_000);
        run.replay();
    }

    @Test
    void shouldStartNothingThatWaitsForRoomWhileTheRunIsPaused() throws Exception {
        Runs.Run run = startHeldBack();

        run.stub().pause();
        run.await(view -> view.status() == RunStatus.PAUSED);
        release.countDown();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> describe(run).getPendingActivitiesCount(), is(0));

        // An attempt may come to a worker twice.
        assertThat(paths()).hasSizeLessThanOrEqualTo(800);
        assertThat(run.view().status()).isEqualTo(RunStatus.PAUSED);

        run.stub().resume();
        run.decide(new Decision("ask", "approve", "kim", List.of(), null, null, null, null));
        run.result();

        assertThat(paths()).hasSize(2_250);
        run.replay();
    }

    /** As many attempts are under way as there is room for, and none ends. */
    private Runs.Run startHeldBack() {
        REAL.activities.otherwise(invocation -> {
            release.await();
            return Map.of();
        });
        Runs.Run run = REAL.runs().start(ATTEMPTS, Map.of());
        Runs.patiently().until(() -> describe(run).getPendingActivitiesCount() >= 800);
        assertThat(run.task("each").status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(describe(run).getPendingActivitiesCount()).isLessThan(1_000);
        return run;
    }

    private static Set<String> paths() {
        return REAL.activities.invocations.stream()
                .map(invocation -> invocation.path())
                .collect(Collectors.toSet());
    }

    private static DescribeWorkflowExecutionResponse describe(Runs.Run run) {
        return REAL.service
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(REAL.client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run.id()))
                        .build());
    }
}
