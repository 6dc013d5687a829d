package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Attempts in the worker that has the run, on a real server. */
@Isolated("It counts local attempts, which are made again where a workflow task is lost")
class LocalAttemptsOnServerTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @Test
    void shouldTakeOneEventForEachQuickTaskWithoutAnEffect() throws Exception {
        StringBuilder yaml = new StringBuilder("version: \"3.0.0\"\nid: quick\ntasks:\n");
        for (int i = 0; i < 50; i++) {
            yaml.append("  t%d: {needs: [%s], action: file_operation, parameters: {operation: stat, path: x}}%n"
                    .formatted(i, i == 0 ? "" : "t" + (i - 1)));
        }

        Runs.Run run = runs.start(
                yaml.append("outputs: {last: \"${{ tasks.t49.output.path }}\"}").toString(), Map.of());

        assertThat(run.result()).isEqualTo(Map.of("last", "t49"));
        assertThat(events(run, EventType.EVENT_TYPE_MARKER_RECORDED))
                .extracting(LocalAttemptsOnServerTest::summary)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "t" + i).toList());
        assertThat(run.history().getEvents()).hasSizeLessThan(70);
        assertThat(run.task("t49").attempts()).isEqualTo(1);
        run.replay();
    }

    /** What was begun beside it and is stopped by its end, before the server has heard of either, is in the history all the same. */
    @Test
    void shouldStopWhatBeganBesideIt() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: beside
                tasks:
                  timed: {deadline: 1h, sla: 1h, action: file_operation, parameters: {operation: stat, path: x}}
                  asks: {action: agent_task, agent: worker}
                  after: {needs: [timed, asks], deadline: 1h, action: file_operation, parameters: {operation: stat, path: x}}
                """, Map.of());

        run.result();
        run.replay();
    }

    /** So is an attempt elsewhere. */
    @Test
    void shouldStopAttemptsElsewhereThatBeganBesideIt() throws Exception {
        REAL.activities.on("bad", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: stopped
                tasks:
                  asks: {action: agent_task, agent: worker}
                  keeps: {join: always, action: agent_task, agent: worker}
                  bad: {on_failure: rollback, action: file_operation, parameters: {operation: stat, path: x}}
                """, Map.of());

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        run.replay();
    }

    @Test
    void shouldMakeOthersOnAnyWorker() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: others
                tasks:
                  said: {action: file_operation, placement: remote, parameters: {operation: stat, path: x}}
                  writes: {action: file_operation, parameters: {operation: write, path: x, content: y}}
                  asks: {action: agent_task, agent: worker}
                  around:
                    placement: remote
                    tasks:
                      inherits: {action: file_operation, parameters: {operation: list, path: x}}
                      own: {placement: auto, action: file_operation, parameters: {operation: checksum, path: x}}
                  here:
                    placement: local
                    tasks:
                      write: {action: file_operation, parameters: {operation: append, path: x, content: y}}
                      read: {action: file_operation, parameters: {operation: read, path: x}}
                  computed:
                    for_each: {in: [read, write]}
                    action: file_operation
                    parameters: {operation: "${{ item }}", path: x, content: "${{ item == 'write' ? 'y' : null }}"}
                """, Map.of());

        run.result();

        assertThat(events(run, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED))
                .extracting(LocalAttemptsOnServerTest::summary)
                .containsExactlyInAnyOrder("said", "writes", "asks", "around.inherits", "here.write", "computed[1]");
        assertThat(events(run, EventType.EVENT_TYPE_MARKER_RECORDED))
                .extracting(LocalAttemptsOnServerTest::summary)
                .containsExactlyInAnyOrder("around.own", "here.read", "computed[0]");
        run.replay();
    }

    @Test
    void shouldMakeOneAgainOnAnyWorkerThatTakesMoreThanItMay() throws Exception {
        List<TaskInvocation> remote = new CopyOnWriteArrayList<>();
        REAL.activities.on("much", invocation -> {
            if (Activity.getExecutionContext().getInfo().isLocal()) {
                throw ApplicationFailure.newNonRetryableFailure("too much", LocalBounds.EXCEEDED);
            }
            remote.add(invocation);
            return "done";
        });

        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: much
                tasks:
                  much: {action: file_operation, parameters: {operation: checksum, path: x}}
                outputs: {was: "${{ tasks.much.output }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("was", "done"));
        assertThat(run.task("much").attempts()).isEqualTo(1);
        assertThat(REAL.activities.invocations).hasSize(2).allSatisfy(one -> {
            assertThat(one.attempt()).isEqualTo(1);
            assertThat(one.key()).isEqualTo(remote.getFirst().key());
        });
        run.replay();
    }

    @Test
    void shouldRetryAsThePolicySaysAndNeverByItself() throws Exception {
        REAL.activities.on("broken", invocation -> {
            throw ScriptedActivities.failure("gone", true);
        });

        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: broken
                tasks:
                  broken:
                    action: file_operation
                    parameters: {operation: stat, path: x}
                    retry: {max_attempts: 3, delay: 10ms}
                """, Map.of());

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.task("broken").attempts()).isEqualTo(3);
        assertThat(REAL.activities.invocations)
                .extracting(TaskInvocation::attempt)
                .containsExactly(1, 2, 3);
        assertThat(events(run, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)).isEmpty();
        run.replay();
    }

    @Test
    void shouldStartNoMoreAtOnceThanTemporalTakesTheOutputsOf() throws Exception {
        REAL.activities.otherwise(invocation -> "x".repeat(LocalBounds.BYTES - 100));

        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: wide
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(150) }}"}
                    tasks:
                      read: {action: file_operation, parameters: {operation: read, path: "${{ string(item) }}"}}
                    outputs: {size: "${{ size(tasks.read.output) }}"}
                outputs: {sizes: "${{ sum(tasks.each.output.map(one, one.size)) }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("sizes", 150 * (LocalBounds.BYTES - 100)));
        assertThat(REAL.activities.types)
                .as(() -> "lost workflow tasks: " + lost(run))
                .hasSize(150);
        run.replay();
    }

    @Test
    void shouldCancelARunWhileOneIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        REAL.activities.on("slow", invocation -> {
            begun.countDown();
            over.await(30, TimeUnit.SECONDS);
            return "late";
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: cancelled
                tasks:
                  slow: {action: file_operation, parameters: {operation: stat, path: x}}
                  beside: {action: approval_gate, parameters: {approvers: [anyone]}}
                """, Map.of());
        begun.await();

        try {
            run.stub().control(new Control("cancel", "ann"));
        } finally {
            over.countDown();
        }

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
    }

    private static List<HistoryEvent> events(Runs.Run run, EventType type) {
        return run.history().getEvents().stream()
                .filter(event -> event.getEventType() == type)
                .filter(event -> event.hasUserMetadata())
                .toList();
    }

    /** What may have had local attempts made again. */
    private static List<HistoryEvent> lost(Runs.Run run) {
        return run.history().getEvents().stream()
                .filter(event ->
                        event.hasWorkflowTaskFailedEventAttributes() || event.hasWorkflowTaskTimedOutEventAttributes())
                .toList();
    }

    private static String summary(HistoryEvent event) {
        return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                event.getUserMetadata().getSummary(), String.class, String.class);
    }
}
