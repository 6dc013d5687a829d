package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.Effect;
import dev.weft.worker.interpreter.RunEvent;
import dev.weft.worker.interpreter.Sizes;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.task.Call;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts as activities. One workflow task starts a bounded number with bounded inputs: over 4 MB a completion
 * of a workflow task is refused, for ever. The rest follows in the next one. Workflow threads only.
 */
final class AttemptStarter {
    private static final int MAX_PER_WORKFLOW_TASK = 200;
    private static final long MAX_BYTES_PER_WORKFLOW_TASK = 2_000_000;

    /** What an attempt without a {@code timeout} gets, as Temporal wants one: its heartbeat tells whether it lives. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(365);

    /** The worker ends an attempt at its timeout; Temporal only where the worker could not. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    /** Temporal's own retries only make up for attempts lost with their worker. */
    private static final RetryOptions LOST_ATTEMPTS = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setBackoffCoefficient(2)
            .setMaximumInterval(Duration.ofSeconds(10))
            .setMaximumAttempts(10)
            .build();

    private final String workflow;
    private final Consumer<RunEvent> events;
    private final Map<Integer, CancellationScope> underWay = new LinkedHashMap<>();
    private final Deque<Effect.StartAttempt> backlog = new ArrayDeque<>();
    private long workflowTask = -1;
    private int started;
    private long bytes;
    private boolean held;
    private int withdrawn;

    AttemptStarter(String workflow, Consumer<RunEvent> events) {
        this.workflow = workflow;
        this.events = events;
    }

    void start(Effect.StartAttempt effect) {
        if (held) {
            backlog.add(effect);
            return;
        }
        if (backlog.isEmpty() && fits(effect)) {
            call(effect);
            return;
        }
        if (backlog.isEmpty()) {
            // The shortest timer there is opens the next workflow task.
            Workflow.newDetachedCancellationScope(
                            () -> Workflow.newTimer(Duration.ofMillis(1)).thenApply(this::startBacklog))
                    .run();
        }
        backlog.add(effect);
    }

    void stop(int task) {
        CancellationScope attempt = underWay.get(task);
        if (attempt != null) {
            attempt.cancel("stopped");
            return;
        }
        backlog.removeIf(waiting -> {
            if (waiting.task() == task) {
                withdrawn++;
                Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(Duration.ofMillis(1))
                                .thenApply(done -> {
                                    withdrawn--;
                                    events.accept(new RunEvent.AttemptCancelled(now(), task, waiting.attempt()));
                                    return done;
                                }))
                        .run();
                return true;
            }
            return false;
        });
    }

    /** Starts nothing more until it is released. */
    void hold() {
        held = true;
    }

    /** Starts what was held back, and what comes. */
    void release() {
        if (held) {
            held = false;
            startBacklog(null);
        }
    }

    /** Whether nothing has been started that has not ended. */
    boolean isIdle() {
        return underWay.isEmpty() && withdrawn == 0;
    }

    private @Nullable Void startBacklog(@Nullable Void timer) {
        if (held) {
            return timer;
        }
        Deque<Effect.StartAttempt> waiting = new ArrayDeque<>(backlog);
        backlog.clear();
        waiting.forEach(this::start);
        return timer;
    }

    /** Whether one more may start in this workflow task. The history's length changes with each workflow task. */
    private boolean fits(Effect.StartAttempt effect) {
        long current = Workflow.getInfo().getHistoryLength();
        if (current != workflowTask) {
            workflowTask = current;
            started = 0;
            bytes = 0;
        }
        long size = Sizes.of(effect.call().parameters());
        boolean fits = started == 0 || (started < MAX_PER_WORKFLOW_TASK && bytes + size <= MAX_BYTES_PER_WORKFLOW_TASK);
        if (fits) {
            started++;
            bytes += size;
        }
        return fits;
    }

    private void call(Effect.StartAttempt effect) {
        Call call = effect.call();
        CancellationScope attempt = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(
                        options(effect))
                .executeAsync(call.type(), Object.class, invocation(effect))
                .handle((output, failure) -> {
                    underWay.remove(effect.task());
                    events.accept(
                            failure == null
                                    ? new RunEvent.AttemptCompleted(now(), effect.task(), effect.attempt(), output)
                                    : AttemptFailures.event(now(), effect.task(), effect.attempt(), failure));
                    return null;
                }));
        underWay.put(effect.task(), attempt);
        attempt.run();
    }

    private static ActivityOptions options(Effect.StartAttempt effect) {
        Call call = effect.call();
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(
                        call.timeout() == null ? NO_TIMEOUT : call.timeout().plus(GRACE))
                .setHeartbeatTimeout(call.heartbeat() == null ? DEFAULT_HEARTBEAT : call.heartbeat())
                .setRetryOptions(LOST_ATTEMPTS)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(effect.path())
                .build();
    }

    private TaskInvocation invocation(Effect.StartAttempt effect) {
        Call call = effect.call();
        return new TaskInvocation(
                workflow,
                effect.path(),
                effect.attempt(),
                effect.key(),
                call.action(),
                call.agent(),
                call.operation(),
                call.parameters(),
                call.secrets(),
                call.timeout() == null ? null : call.timeout().toMillis());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
