package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.interpreter.attempt.ForeignCalls;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.large.Sendable;
import dev.weft.worker.protocol.room.KeptRoom;
import dev.weft.worker.task.Call;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts as activities, local or not. A local one that takes more than it may is made once more, as an ordinary
 * one, under the same number and key. Workflow threads only.
 */
final class AttemptStarter {
    /** What an attempt without a {@code timeout} gets, as Temporal wants one: its heartbeat tells whether it lives. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(365);

    /** The worker ends an attempt at its timeout; Temporal only where the worker could not. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    /** The worker ends a local one itself; this is for one that ignores that. */
    private static final Duration LOCAL_TIME = LocalBounds.TIME.plus(Duration.ofSeconds(10));

    /** Temporal's own retries only make up for attempts lost with their worker. */
    private static final RetryOptions LOST_ATTEMPTS = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setBackoffCoefficient(2)
            .setMaximumInterval(Duration.ofSeconds(10))
            .setMaximumAttempts(10)
            .build();

    /** One that has room on a worker is lost with that worker: the run claims room elsewhere. */
    private static final RetryOptions ONCE =
            RetryOptions.newBuilder().setMaximumAttempts(1).build();

    /** As long as a worker keeps room: one that hasn't come to it by then is gone, or full of others. */
    private static final Duration ROOM_KEPT = Duration.ofMinutes(1);

    private final String workflow;
    private final Priority priority;
    private final Launches launches;
    private final Stops stops;
    private final Consumer<RunEvent> events;
    private final Map<Integer, Running> underWay = new LinkedHashMap<>();
    private int localUnderWay;

    /** One under way. */
    private record Running(CancellationScope scope, boolean local, Stops.Begun begun, Instant since) {}

    AttemptStarter(RunRequest request, Launches launches, Stops stops, Consumer<RunEvent> events) {
        this.workflow = request.workflow();
        this.priority = RunMarks.priority(request);
        this.launches = launches;
        this.stops = stops;
        this.events = events;
    }

    void start(Effect.StartAttempt effect) {
        long bytes = effect.call().local()
                ? LocalBounds.BYTES
                : Sizes.of(effect.call().parameters());
        launches.launch(
                Launches.Launch.of(effect.task(), effect.attempt(), kind(effect.call()), bytes, () -> call(effect)));
    }

    void stop(int task) {
        Running attempt = underWay.get(task);
        if (attempt == null) {
            launches.withdraw(task);
        } else if (attempt.local()) {
            attempt.scope().cancel("stopped");
        } else {
            stops.stopSoon(attempt.begun(), () -> {
                if (underWay.get(task) == attempt) {
                    attempt.scope().cancel("stopped");
                }
            });
        }
    }

    /** Whether none is under way. */
    boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Whether one has been under way for longer than that. */
    boolean isAnyOlder(Duration than) {
        Instant limit = RunClock.now().minus(than);
        return underWay.values().stream().anyMatch(one -> one.since().isBefore(limit));
    }

    /** Whether one is under way in this worker, so that the present workflow task goes on. */
    boolean hasLocal() {
        return localUnderWay > 0;
    }

    private void call(Effect.StartAttempt effect) {
        Call call = effect.call();
        localUnderWay += call.local() ? 1 : 0;
        CancellationScope attempt =
                Workflow.newDetachedCancellationScope(() -> outcome(effect).handle((output, failure) -> {
                    underWay.remove(effect.task());
                    ended(effect, output, failure);
                    return null;
                }));
        underWay.put(effect.task(), new Running(attempt, call.local(), stops.begun(), RunClock.now()));
        attempt.run();
    }

    private Promise<@Nullable Object> outcome(Effect.StartAttempt effect) {
        Call call = effect.call();
        AgentKind.Temporal foreign = ForeignCalls.kind(call);
        if (foreign != null) {
            return ForeignAttempts.start(effect, foreign, workflow, priority);
        }
        ActivityStub stub = call.local()
                ? Workflow.newUntypedLocalActivityStub(localOptions(effect))
                : Workflow.newUntypedActivityStub(options(effect));
        return stub.executeAsync(call.type(), Object.class, invocation(effect));
    }

    private void ended(Effect.StartAttempt effect, @Nullable Object output, @Nullable RuntimeException failure) {
        launches.over(kind(effect.call()));
        if (effect.call().local()) {
            localUnderWay--;
            launches.settle(LocalBounds.BYTES, Sizes.of(output));
            if (failure != null && AttemptFailures.exceedsLocal(failure)) {
                start(new Effect.StartAttempt(
                        effect.task(),
                        effect.path(),
                        effect.attempt(),
                        effect.key(),
                        effect.call().remote(),
                        effect.turn(),
                        effect.room()));
                return;
            }
        }
        events.accept(
                failure == null
                        ? new RunEvent.AttemptCompleted(
                                RunClock.now(), effect.task(), effect.attempt(), Sendable.read(output))
                        : AttemptFailures.event(RunClock.now(), effect.task(), effect.attempt(), failure));
    }

    private static Room.Of kind(Call call) {
        return call.local() ? Room.Of.LOCAL : Room.Of.ATTEMPTS;
    }

    /** Its arguments follow from what the history holds already. */
    private static LocalActivityOptions localOptions(Effect.StartAttempt effect) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(LOCAL_TIME)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setDoNotIncludeArgumentsIntoMarker(true)
                .setSummary(effect.path())
                .build();
    }

    private ActivityOptions options(Effect.StartAttempt effect) {
        Call call = effect.call();
        KeptRoom room = effect.room();
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(
                        call.timeout() == null ? NO_TIMEOUT : call.timeout().plus(GRACE))
                .setHeartbeatTimeout(call.heartbeat() == null ? DEFAULT_HEARTBEAT : call.heartbeat())
                .setRetryOptions(room == null ? LOST_ATTEMPTS : ONCE)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(effect.path())
                .setPriority(priority);
        if (room != null) {
            options.setTaskQueue(room.queue()).setScheduleToStartTimeout(ROOM_KEPT);
        }
        return options.build();
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
                call.timeout() == null ? null : call.timeout().toMillis(),
                effect.turn(),
                true,
                effect.room() == null ? null : effect.room().ticket());
    }
}
