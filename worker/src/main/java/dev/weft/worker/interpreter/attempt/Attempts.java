package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.lease.AgentLeases;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.lease.Roomed;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Attempts of tasks that work: made, ended, made again. */
public final class Attempts {
    /** The middle of what chance gives. */
    private static final double NO_JITTER = 0.5;

    private Attempts() {}

    /** Makes the next attempt of a task whose call is prepared. */
    public static void start(Turn turn, int index) {
        if (!AgentLeases.admitAttempt(turn, index) || !Roomed.admit(turn, index)) {
            return;
        }
        TaskState next = turn.task(index)
                .edit()
                .by(TaskTrigger.START)
                .startedAt(turn.now)
                .attempts(turn.task(index).attempts() + 1)
                .clock(null)
                .child(Child.after(turn.task(index).child()))
                .done();
        turn.put(index, next);
        Call call = Objects.requireNonNull(next.call());
        if (call.startsRun()) {
            ChildRuns.start(turn, index, call);
        } else if (call.doesSlice()) {
            Slices.start(turn, index);
        } else if (call.undoesRuns()) {
            RunUndos.start(turn, index, call);
        } else {
            turn.effect(new Effect.StartAttempt(
                    index,
                    turn.path(index),
                    next.attempts(),
                    IdempotencyKey.of(turn, index),
                    call,
                    AgentLeases.turn(next),
                    Roomed.kept(next)));
        }
    }

    public static void completed(Turn turn, RunEvent.AttemptCompleted event) {
        int index = event.task();
        if (!isUnderWay(turn, index, event.attempt())) {
            return;
        }
        Object output = Values.normalise(event.output());
        TaskState task = turn.task(index);
        Failure misfit =
                task.stopping() == null && task.call() != null ? ForeignCalls.misfit(task.call(), output) : null;
        if (misfit == null || !turn.elsewhere.has(Change.HOLDS_OUTPUTS)) {
            TaskEnds.complete(turn, index, output);
        } else {
            Clocks.stopOwn(turn, index);
            failed(turn, index, misfit, null, NO_JITTER);
        }
    }

    public static void failed(Turn turn, RunEvent.AttemptFailed event) {
        int index = event.task();
        if (!isUnderWay(turn, index, event.attempt())) {
            return;
        }
        Clocks.stopOwn(turn, index);
        TaskState task = turn.task(index);
        if (task.stopping() != null) {
            stopped(turn, index, task.stopping());
            return;
        }
        if (event.failure().code().equals(AgentTurn.PASSED) && AgentLeases.turn(task) != null) {
            AgentLeases.claimAnotherTurn(turn, index);
            return;
        }
        if (Roomed.claimsAgain(turn, index, event.failure())) {
            return;
        }
        failed(turn, index, event.failure(), event.retryAfter(), event.random());
    }

    /** An attempt has failed: another follows, or the task fails. */
    public static void failed(Turn turn, int index, Failure failure, @Nullable Duration retryAfter, double random) {
        TaskState task = turn.task(index);
        Call.Retries retry = Objects.requireNonNull(task.call()).retry();
        if (failure.retryable() && isLeft(retry, task.attempts(), failure)) {
            retryLater(turn, index, retry, failure, delay(retry, task.attempts(), retryAfter, random));
        } else {
            TaskEnds.fail(turn, index, failure);
        }
    }

    public static void cancelled(Turn turn, RunEvent.AttemptCancelled event) {
        if (!isUnderWay(turn, event.task(), event.attempt())) {
            return;
        }
        TaskState.Stop stopping = turn.task(event.task()).stopping();
        if (stopping == null) {
            TaskEnds.fail(
                    turn,
                    event.task(),
                    new Failure("cancelled", "The attempt was cancelled from outside of the run.", true));
        } else {
            stopped(turn, event.task(), stopping);
        }
    }

    /** Asks the attempt under way to stop; the task's end follows when it has. What ends the task counts before a timeout. */
    public static void stop(Turn turn, int index, TaskState.Stop why) {
        TaskState task = turn.task(index);
        if (task.stopping() == null) {
            Clocks.stopOwn(turn, index);
            turn.put(index, turn.task(index).edit().stopping(why).done());
            turn.effect(
                    Objects.requireNonNull(task.call()).isOfRuns()
                            ? new Effect.StopChild(index, ChildRuns.own(task))
                            : new Effect.StopAttempt(index));
        } else if (task.stopping() == TaskState.Stop.TIMEOUT) {
            turn.put(index, task.edit().stopping(why).done());
        }
    }

    public static void stopped(Turn turn, int index, TaskState.Stop why) {
        switch (why) {
            case CANCELLED -> TaskEnds.cancel(turn, index);
            case DEADLINE -> TaskEnds.fail(turn, index, Clocks.deadlinePassed());
            case REPLACED -> TaskEnds.fail(turn, index, LeaseFailures.replaced(turn, index));
            case TIMEOUT -> ChildRuns.timedOut(turn, index);
        }
    }

    /** Whether a policy allows another attempt after so many. */
    public static boolean isLeft(Call.Retries retry, int attempts, Failure failure) {
        return attempts < retry.maxAttempts() && !retry.nonRetryable().contains(failure.code());
    }

    public static void retryLater(Turn turn, int index, Call.Retries retry, Failure failure, Duration delay) {
        TaskState task = turn.task(index);
        turn.put(
                index,
                task.edit()
                        .by(TaskTrigger.RETRY_LATER)
                        .error(failure)
                        .clock(Clocks.begin(turn, ClockKind.RETRY, index, delay))
                        .stopping(null)
                        .leavingAgent()
                        .reason("attempt %d of %d after %s: %s"
                                .formatted(task.attempts() + 1, retry.maxAttempts(), failure.code(), failure.message()))
                        .done());
    }

    /** Exponential backoff with a bound, jitter in both directions, and never sooner than the other side asked for. */
    public static Duration delay(Call.Retries retry, int attempts, @Nullable Duration retryAfter, double random) {
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

    public static boolean isUnderWay(Turn turn, int index, int attempt) {
        TaskState task = turn.task(index);
        return task.status() == TaskStatus.RUNNING && task.attempts() == attempt;
    }
}
