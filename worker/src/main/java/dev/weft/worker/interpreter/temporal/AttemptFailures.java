package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.room.RoomDesk;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of an attempt, from Temporal's exceptions to events. Workflow threads only. */
final class AttemptFailures {
    private AttemptFailures() {}

    static RunEvent event(Instant now, int task, int attempt, RuntimeException failure) {
        Throwable cause =
                failure instanceof ActivityFailure && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case CanceledFailure cancelled -> new RunEvent.AttemptCancelled(now, task, attempt);
            case ApplicationFailure authored ->
                new RunEvent.AttemptFailed(now, task, attempt, authored(authored), retryAfter(authored), random());
            case TimeoutFailure timeout ->
                new RunEvent.AttemptFailed(now, task, attempt, timeout(timeout), null, random());
            default ->
                new RunEvent.AttemptFailed(
                        now,
                        task,
                        attempt,
                        new Failure("internal", Objects.requireNonNullElse(cause.getMessage(), cause.toString()), true),
                        null,
                        random());
        };
    }

    /** Activities say in the first detail whether another attempt could help, as Temporal is told never to retry. */
    private static Failure authored(ApplicationFailure failure) {
        Failure told = failure.getDetails().getSize() > 0 ? failure.getDetails().get(0, Failure.class) : null;
        return told != null
                ? told
                : new Failure(failure.getType(), failure.getOriginalMessage(), !failure.isNonRetryable());
    }

    private static @Nullable Duration retryAfter(ApplicationFailure failure) {
        Long millis = failure.getDetails().getSize() > 1 ? failure.getDetails().get(1, Long.class) : null;
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static Failure timeout(TimeoutFailure timeout) {
        return switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT ->
                new Failure(
                        "lost", "The attempt was lost with its worker, ten times over: its heartbeat stopped.", true);
            case TIMEOUT_TYPE_SCHEDULE_TO_START ->
                new Failure(RoomDesk.PASSED, "The worker that kept room for the attempt didn't take it up.", true);
            default -> new Failure("timeout", "The attempt was not done in time.", true);
        };
    }

    /** Whether an attempt in the worker that has the run took more than it may there, or was lost with it. */
    static boolean exceedsLocal(RuntimeException failure) {
        return switch (failure.getCause()) {
            case ApplicationFailure authored -> authored.getType().equals(LocalBounds.EXCEEDED);
            case TimeoutFailure timeout -> true;
            case null -> false;
            default -> false;
        };
    }

    private static double random() {
        return Workflow.newRandom().nextDouble();
    }
}
