package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Repeat;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tasks, and items of tasks, again and again. */
public final class Repeats {
    private Repeats() {}

    public static void begin(Turn turn, int index, Repeat repeat, RunScope scope) throws EvaluationException {
        int max = repeat.max().resolve(scope);
        Duration delay = repeat.delay() == null ? null : repeat.delay().resolve(scope);
        Object from = repeat.from() == null ? null : repeat.from().evaluate(scope);
        if (Secrets.in(from)) {
            throw new EvaluationException(
                    String.valueOf(repeat.from()), "Expected a value without secrets, but found one");
        }
        Failure tooMany = Frames.tooMany(turn, index, max, "turns");
        Integer kept = tooMany == null ? null : PastTurns.kept(turn, index, max);
        if (tooMany != null && (kept == null || !turn.elsewhere.has(Change.FORGETS_TURNS))) {
            TaskEnds.fail(turn, index, PastTurns.tooMany(turn, index, max, tooMany));
            return;
        }
        Loop spare = turn.task(index).loop();
        Loop loop = new Loop(new Loop.Turns(max, delay, from, kept), spare == null ? List.of() : spare.frames(), 0);
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.START)
                        .startedAt(turn.now)
                        .loop(loop)
                        .done());
        begin(turn, index);
    }

    /** The delay between turns is over. */
    public static void next(Turn turn, int index) {
        turn.put(
                index, turn.task(index).edit().by(TaskTrigger.START).clock(null).done());
        begin(turn, index);
    }

    private static void begin(Turn turn, int index) {
        Loop before = Objects.requireNonNull(turn.task(index).loop());
        int number = PastTurns.next(turn, before);
        Loop loop = PastTurns.makeRoom(turn, index, before);
        List<Integer> frames = new ArrayList<>(loop.frames());
        int old = loop.used() < frames.size() ? frames.get(loop.used()) : -1;
        int frame = Frames.take(turn, old, index, Frame.Kind.TURN, number, null);
        if (old < 0) {
            frames.add(frame);
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .loop(loop.with(frames, loop.used() + 1))
                        .inside(Inside.pending(Inside.Holds.TURN, 1))
                        .done());
        turn.ready(turn.live(index).getLast());
    }

    /** The present turn has ended. */
    public static void ended(Turn turn, int index) {
        turn.put(index, turn.task(index).edit().inside(null).done());
        switch (turn.task(index).stopping()) {
            case CANCELLED -> TaskEnds.cancel(turn, index);
            case DEADLINE -> TaskEnds.fail(turn, index, Clocks.deadlinePassed());
            case REPLACED -> TaskEnds.fail(turn, index, LeaseFailures.replaced(turn, index));
            case TIMEOUT -> throw new IllegalStateException("Expected a timeout of turns, but found one of the whole");
            case null -> wentItsWay(turn, index);
        }
    }

    private static void wentItsWay(Turn turn, int index) {
        int last = turn.live(index).getLast();
        TaskState state = turn.task(last);
        if (state.status() != TaskStatus.COMPLETED) {
            TaskEnds.fail(
                    turn, index, Objects.requireNonNullElseGet(state.error(), () -> Failure.permanent("failed", "")));
            return;
        }
        Repeat repeat = Objects.requireNonNull(turn.planned(index).task().repeat());
        Loop loop = Objects.requireNonNull(turn.task(index).loop());
        if (!(loop.terms() instanceof Loop.Turns turns)) {
            throw new IllegalStateException("Expected turns, but found " + loop.terms());
        }
        Loop.Turns after = turns.after(state.output());
        turn.put(index, turn.task(index).edit().loop(loop.with(after)).done());
        try {
            boolean holds = Conditions.holds(repeat.test(), RunScope.of(turn, last));
            boolean done = holds == (repeat.kind() == Repeat.Kind.UNTIL);
            boolean lastTurn = PastTurns.next(turn, loop) >= turns.max();
            if (done || (lastTurn && repeat.kind() == Repeat.Kind.WHILE)) {
                TaskEnds.complete(turn, index, state.output());
            } else if (lastTurn) {
                TaskEnds.fail(turn, index, exhausted(repeat, turns.max()));
            } else {
                later(turn, index, after);
            }
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
        }
    }

    private static void later(Turn turn, int index, Loop.Turns turns) {
        Duration delay = turns.delay() == null || turns.delay().isZero()
                ? PastTurns.pause(turn, Objects.requireNonNull(turn.task(index).loop()))
                : turns.delay();
        if (delay.isZero()) {
            begin(turn, index);
            return;
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.RETRY_LATER)
                        .reason("the next turn")
                        .clock(Clocks.begin(turn, ClockKind.TURN, index, delay))
                        .done());
    }

    private static Failure exhausted(Repeat repeat, int max) {
        return Failure.permanent(
                "repeat_exhausted", "After %d turns this is still false: %s".formatted(max, repeat.test()));
    }
}
