package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Task;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.Calls;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.failure.Prospects;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.Outputs;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.BlockCall;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Objects;

/** Blocks: attempts that run tasks of their own. */
public final class Blocks {
    private Blocks() {}

    /** Makes the first attempt. */
    public static void begin(Turn turn, int index, RunScope scope) throws EvaluationException {
        Task task = turn.planned(index).task();
        turn.put(index, turn.task(index).edit().block(call(task, scope)).done());
        attempt(turn, index);
    }

    /** What is said of a block's attempts, evaluated. */
    public static BlockCall call(Task task, RunScope scope) throws EvaluationException {
        return new BlockCall(
                task.timeout() == null ? null : task.timeout().resolve(scope), Calls.retries(task.retry(), scope));
    }

    /** Makes the next attempt: all that it holds begins anew. */
    public static void attempt(Turn turn, int index) {
        TaskState block = turn.task(index);
        BlockCall call = Objects.requireNonNull(block.block());
        if (block.attempts() > 0) {
            Superseded.keep(turn, index);
            block = turn.task(index);
            turn.nodes.children(index).forEach(child -> Leftovers.renew(turn, child));
        }
        Clock clock = call.timeout() == null ? null : Clocks.begin(turn, ClockKind.ATTEMPT, index, call.timeout());
        turn.put(
                index,
                block.edit()
                        .by(TaskTrigger.START)
                        .startedAt(turn.now)
                        .attempts(block.attempts() + 1)
                        .clock(clock)
                        .inside(Inside.pending(
                                Inside.Holds.TASKS, turn.nodes.children(index).size()))
                        .done());
        open(turn, index);
    }

    /** Lets the tasks begin that need nothing, of a block or of the run (-1). */
    public static void open(Turn turn, int holder) {
        for (int child : turn.nodes.children(holder)) {
            if (turn.task(child).openNeeds() == 0 && turn.task(child).status() == TaskStatus.PENDING) {
                turn.ready(child);
            }
        }
    }

    /** All that it holds has ended: so does the attempt. */
    public static void ended(Turn turn, int index) {
        Clocks.stopOwn(turn, index);
        turn.put(index, turn.task(index).edit().inside(null).done());
        switch (turn.task(index).stopping()) {
            case CANCELLED -> TaskEnds.cancel(turn, index);
            case DEADLINE -> TaskEnds.fail(turn, index, Clocks.deadlinePassed());
            case REPLACED -> TaskEnds.fail(turn, index, LeaseFailures.replaced(turn, index));
            case TIMEOUT ->
                failed(turn, index, new Failure("timeout", "The block was not done within its timeout.", true));
            case null -> wentItsWay(turn, index);
        }
    }

    private static void wentItsWay(Turn turn, int index) {
        int failed = Prospects.firstFailed(turn, index);
        if (failed >= 0) {
            failed(
                    turn,
                    index,
                    Objects.requireNonNullElseGet(
                            turn.task(failed).error(),
                            () -> Failure.permanent("failed", "Task '%s' failed.".formatted(turn.path(failed)))));
            return;
        }
        try {
            TaskEnds.complete(turn, index, Outputs.of(turn, index));
        } catch (EvaluationException e) {
            failed(turn, index, Conditions.failure(e));
        } catch (Outputs.TooLargeException e) {
            failed(turn, index, e.failure());
        }
    }

    /** Whatever failed in it may go well in the next attempt, as all of it is done anew. */
    private static void failed(Turn turn, int index, Failure failure) {
        TaskState block = turn.task(index);
        Call.Retries retry = Objects.requireNonNull(block.block()).retry();
        if (Attempts.isLeft(retry, block.attempts(), failure)) {
            double random = IdempotencyKey.fraction(turn, index);
            Attempts.retryLater(turn, index, retry, failure, Attempts.delay(retry, block.attempts(), null, random));
        } else {
            TaskEnds.fail(turn, index, failure);
        }
    }

    /** A block runs while something in it does, and waits while all that is open in it waits. */
    public static void reflect(Turn turn) {
        for (Integer index = turn.nextStirred(); index != null; index = turn.nextStirred()) {
            TaskState block = turn.task(index);
            Inside inside = turn.inside(index);
            if (inside.running() > 0 && block.status() == TaskStatus.WAITING) {
                turn.put(index, block.edit().by(TaskTrigger.START).done());
            } else if (inside.running() == 0 && inside.waiting() > 0 && block.status() == TaskStatus.RUNNING) {
                turn.put(
                        index,
                        block.edit()
                                .by(TaskTrigger.STALL)
                                .reason("all that is open in it waits")
                                .done());
            }
        }
    }
}
