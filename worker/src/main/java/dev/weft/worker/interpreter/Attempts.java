package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Attempts of tasks that work: made, ended, made again. */
final class Attempts {
    private Attempts() {}

    /** Makes the next attempt of a task whose call is prepared. */
    static void start(Turn turn, int index) {
        TaskState next = turn.task(index)
                .edit()
                .by(TaskTrigger.START)
                .startedAt(turn.now)
                .attempts(turn.task(index).attempts() + 1)
                .clock(null)
                .done();
        turn.put(index, next);
        String path = turn.planned(index).path();
        turn.effect(new Effect.StartAttempt(
                index,
                path,
                next.attempts(),
                IdempotencyKey.of(turn.facts.run(), path, 0),
                Objects.requireNonNull(next.call())));
    }

    static void completed(Turn turn, RunEvent.AttemptCompleted event) {
        if (isUnderWay(turn, event.task(), event.attempt())) {
            turn.complete(event.task(), Values.normalise(event.output()));
        }
    }

    static void failed(Turn turn, RunEvent.AttemptFailed event) {
        int index = event.task();
        if (!isUnderWay(turn, index, event.attempt())) {
            return;
        }
        TaskState task = turn.task(index);
        if (task.stopping() != null) {
            stopped(turn, index, task.stopping());
            return;
        }
        Call.Retries retry = Objects.requireNonNull(task.call()).retry();
        Failure failure = event.failure();
        boolean again = failure.retryable()
                && task.attempts() < retry.maxAttempts()
                && !retry.nonRetryable().contains(failure.code());
        if (again) {
            retryLater(turn, index, failure, delay(retry, task.attempts(), event.retryAfter(), event.random()));
        } else {
            turn.fail(index, failure);
        }
    }

    static void cancelled(Turn turn, RunEvent.AttemptCancelled event) {
        if (!isUnderWay(turn, event.task(), event.attempt())) {
            return;
        }
        TaskState.Stop stopping = turn.task(event.task()).stopping();
        if (stopping == null) {
            turn.fail(
                    event.task(), new Failure("cancelled", "The attempt was cancelled from outside of the run.", true));
        } else {
            stopped(turn, event.task(), stopping);
        }
    }

    /** Asks the attempt under way to stop; the task's end follows when it has. */
    static void stop(Turn turn, int index, TaskState.Stop why) {
        turn.put(index, turn.task(index).edit().stopping(why).done());
        turn.effect(new Effect.StopAttempt(index));
    }

    private static void stopped(Turn turn, int index, TaskState.Stop why) {
        switch (why) {
            case RUN_ENDS -> turn.cancel(index);
            case DEADLINE -> turn.fail(index, Clocks.deadlinePassed());
        }
    }

    private static void retryLater(Turn turn, int index, Failure failure, Duration delay) {
        TaskState task = turn.task(index);
        Call.Retries retry = Objects.requireNonNull(task.call()).retry();
        Clock clock = Clock.until(turn.now.plus(delay));
        turn.put(
                index,
                task.edit()
                        .by(TaskTrigger.RETRY_LATER)
                        .error(failure)
                        .clock(turn.paused ? clock.stop(turn.now) : clock)
                        .reason("attempt %d of %d after %s: %s"
                                .formatted(task.attempts() + 1, retry.maxAttempts(), failure.code(), failure.message()))
                        .done());
        if (!turn.paused) {
            turn.startClock(new ClockKey(ClockKey.Kind.RETRY, index), delay);
        }
    }

    /** Exponential backoff with a bound, jitter in both directions, and never sooner than the other side asked for. */
    static Duration delay(Call.Retries retry, int attempts, @Nullable Duration retryAfter, double random) {
        double millis = retry.delay().toMillis() * Math.pow(retry.backoff(), attempts - 1);
        if (retry.maxDelay() != null) {
            millis = Math.min(millis, retry.maxDelay().toMillis());
        }
        millis *= 1 + retry.jitter() * (2 * random - 1);
        if (retryAfter != null) {
            millis = Math.max(millis, retryAfter.toMillis());
        }
        return Duration.ofMillis(
                Math.round(Math.min(millis, Duration.ofDays(365).toMillis())));
    }

    private static boolean isUnderWay(Turn turn, int index, int attempt) {
        TaskState task = turn.task(index);
        return task.status() == TaskStatus.RUNNING && task.attempts() == attempt;
    }
}
