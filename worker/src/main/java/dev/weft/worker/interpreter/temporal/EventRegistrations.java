package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.event.EventDesk;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who look through the event log what tasks wait for: by an activity each, that is made again for as long as
 * the log can't be reached. What is under way when the run goes on in a new history is asked for anew there. Workflow
 * threads only.
 */
final class EventRegistrations {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(200))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofSeconds(30))
                    .build())
            .build();

    private final Launches launches;
    private final Consumer<RunEvent> events;
    private final Map<Integer, Registration> underWay = new LinkedHashMap<>();

    /** One of them: its scope cancels it once it has begun. */
    private record Registration(Effect.AwaitEvent effect, CancellationScope scope) {}

    EventRegistrations(Launches launches, Consumer<RunEvent> events) {
        this.launches = launches;
        this.events = events;
    }

    void await(Effect.AwaitEvent effect) {
        forget(effect.task());
        Registration[] own = new Registration[1];
        own[0] = new Registration(effect, Workflow.newDetachedCancellationScope(() -> call(effect, own[0])));
        underWay.put(effect.task(), own[0]);
        launches.launch(Launches.Launch.of(
                effect.task(),
                0,
                Room.Of.QUESTIONS,
                Sizes.of(effect.awaited().names()) + Sizes.of(effect.awaited().taken()),
                () -> {
                    if (underWay.get(effect.task()) == own[0]) {
                        own[0].scope().run();
                    } else {
                        launches.wasNothing(Room.Of.QUESTIONS);
                    }
                }));
    }

    void forget(int task) {
        Registration registration = underWay.remove(task);
        if (registration != null) {
            registration.scope().cancel("over");
        }
    }

    private void call(Effect.AwaitEvent effect, Registration own) {
        Workflow.newUntypedActivityStub(OPTIONS.toBuilder()
                        .setSummary(effect.awaited().path() + ": event "
                                + effect.awaited().type())
                        .build())
                .executeAsync(EventDesk.AWAIT, Void.class, effect.awaited())
                .handle((done, failure) -> {
                    launches.over(Room.Of.QUESTIONS);
                    if (underWay.remove(effect.task(), own)) {
                        answer(effect, failure);
                    }
                    return null;
                });
    }

    private void answer(Effect.AwaitEvent effect, @Nullable RuntimeException failure) {
        @Nullable Throwable cause =
                failure instanceof ActivityFailure && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof CanceledFailure)) {
            events.accept(new RunEvent.AwaitAnswered(
                    RunClock.now(), effect.task(), effect.awaited().id(), cause == null ? null : failure(cause)));
        }
    }

    private static Failure failure(Throwable cause) {
        return cause instanceof ApplicationFailure authored
                ? Failure.permanent(authored.getType(), authored.getOriginalMessage())
                : Failure.permanent("internal", Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }
}
