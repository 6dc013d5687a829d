package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.Stopping;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.block.Superseded;
import dev.weft.worker.interpreter.slice.SliceFailures;
import dev.weft.worker.interpreter.state.Again;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.undo.Cut;
import dev.weft.worker.interpreter.undo.CutRule;
import dev.weft.worker.interpreter.undo.Downstream;
import dev.weft.worker.interpreter.undo.Undos;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run go on that had ended, as a person has said of one of its tasks: that one and what needs it begin anew, or what was
 * cut short; all else stays as it ended, at its place among the ends. What was done is kept, to be undone with the rest.
 */
public final class GoingAgain implements CutRule {
    private final Turn turn;
    private final Again again;

    /** What is decided anew. */
    private final BitSet anew;

    /** What is open again for the sake of the task. */
    private final BitSet opened = new BitSet();

    /** What has its fallback done, or open again, as the task is that, or in it. */
    private final BitSet fallingBack = new BitSet();

    /** What is to be done again whatever else is so: the task, or the items that failed of a slice. */
    private final List<Integer> named;

    private final SlicesAgain slices;

    private GoingAgain(Turn turn, Again again) {
        this.turn = turn;
        this.again = again;
        Downstream downstream = new Downstream(turn);
        named = again.task() < 0 ? SlicesAgain.failed(turn, again) : List.of(again.task());
        anew = downstream.of(named);
        slices = new SlicesAgain(turn, again, anew, opened);
        if (again.task() < 0) {
            opened.set(0);
            return;
        }
        int inner = again.task();
        for (int at = turn.parent(inner); at >= 0; at = turn.parent(at)) {
            int fallback = turn.nodes.fallback(at);
            boolean isInstead = fallback == inner;
            if (isInstead ? hasFallenBack(at) : hasBegun(at)) {
                opened.set(at);
                fallingBack.set(at, isInstead);
            } else {
                // It never came to what is in it: it begins anew itself.
                opened.clear();
                fallingBack.clear();
                downstream.addBelow(at, anew);
            }
            if (fallback >= 0 && !isInstead) {
                downstream.addBelow(fallback, anew);
            }
            inner = at;
        }
    }

    /** Begins: all has ended, and the run has what it needs. */
    public static void begin(Turn turn) {
        Again again = Objects.requireNonNull(turn.again);
        turn.again = null;
        if (again.slice() != null) {
            SliceFailures.goOn(turn, again.slice());
        }
        GoingAgain going = new GoingAgain(turn, again);
        Cut cut = Cut.by(turn, going);
        if (again.how() != Steering.RETRY && cut.stays(again.task())) {
            turn.putAside(again.task(), going.decided());
        } else if (again.how() != Steering.RETRY) {
            // It ends so once it is come to.
            turn.kept.add(turn.path(again.task()), new Kept(null, going.decided()));
        }
        cut.carryOut();
    }

    @Override
    public boolean stays(int task) {
        if (task == again.task()) {
            // What holds it may have to begin first.
            int holder = turn.parent(task);
            return again.how() != Steering.RETRY && (holder < 0 || opened.get(holder));
        }
        TaskState state = turn.task(task);
        boolean ended =
                again.ending() == null ? Cut.hasEnded(state) : state.status().ended() && state.order() > 0;
        return ended && !anew.get(task) && !opened.get(task) && !hasNotBegun(task) && goesOn(task) == null;
    }

    @Override
    public boolean wasUndone(int task) {
        return again.ending() == null && Undos.wasUndone(turn, task);
    }

    /** Whether it ended in any way but by being passed over. */
    @Override
    public boolean counts(int task) {
        TaskState state = turn.task(task);
        return state.status() == TaskStatus.COMPLETED
                || state.status() == TaskStatus.FAILED
                || state.standing() == Standing.COMPLETED
                || Undos.isToUndo(turn, task);
    }

    @Override
    public @Nullable Control goesOn(int task) {
        return slices.goesOn(task);
    }

    @Override
    public boolean isNamed(int item) {
        return named.contains(item);
    }

    @Override
    public boolean isOpened(int task) {
        return opened.get(task);
    }

    @Override
    public boolean fallsBack(int task) {
        return fallingBack.get(task);
    }

    /** Those of blocks begin again. */
    @Override
    public int attempts(TaskState before) {
        return Math.min(before.attempts(), 1);
    }

    /** Of a slice, of which no attempts are kept. */
    @Override
    public @Nullable Child runsOfAnew(int task) {
        return turn.nodes.isSlice(task) ? runsOfOpen(task) : null;
    }

    /** Of a task whose fallback goes on. */
    @Override
    public @Nullable Child runsOfOpen(int task) {
        return Undos.isToUndo(turn, task) ? turn.task(task).child() : null;
    }

    @Override
    public int order() {
        return turn.nextEnd();
    }

    @Override
    public void beforeAnew(int task) {
        if (!turn.nodes.isSlice(task) && !turn.nodes.isOfCompensation(task)) {
            Superseded.keep(turn, task);
        }
    }

    @Override
    public void beforeOpen(int task) {
        Superseded.keepEnd(turn, task);
    }

    @Override
    public void beforeTurnsGo(int task, int from) {
        Superseded.keepTurns(turn, task, from);
    }

    /** What was ended early stays so, but for what runs whatever happens. */
    @Override
    public void afterAll() {
        if (again.ending() != null) {
            turn.ending = again.ending();
            turn.rollback = again.rollback();
            opened.stream()
                    .filter(holder -> !isInWhatAlwaysRuns(turn, holder))
                    .forEach(holder -> Stopping.block(turn, holder, TaskState.Stop.CANCELLED));
            Stopping.inside(turn, -1);
        }
    }

    /** Whether a task, or something around it, runs whatever happens. */
    static boolean isInWhatAlwaysRuns(Turn turn, int task) {
        int at = task;
        while (at >= 0 && !turn.runsWhateverHappens(at)) {
            at = turn.parent(at);
        }
        return at >= 0;
    }

    /** An item that didn't begin as too many had failed: fewer have now. */
    private boolean hasNotBegun(int task) {
        TaskState state = turn.task(task);
        return state.status() == TaskStatus.SKIPPED
                && !turn.nodes.isWhole(task)
                && ForEaches.TOO_MANY.equals(state.reason())
                && turn.parent(task) >= 0
                && opened.get(turn.parent(task));
    }

    private boolean hasBegun(int holder) {
        return turn.nodes.loops(holder)
                ? !turn.live(holder).isEmpty()
                : turn.task(holder).attempts() > 0;
    }

    private boolean hasFallenBack(int task) {
        return turn.task(task).error() != null
                && turn.task(turn.nodes.fallback(task)).startedAt() != null;
    }

    private TaskState decided() {
        TaskState task = turn.task(again.task());
        var edit = TaskState.pending(0)
                .edit()
                .startedAt(Objects.requireNonNullElse(task.startedAt(), turn.now))
                .attempts(task.attempts())
                .execution(task.execution())
                .error(task.error())
                .agent(task.agent())
                .child(task.child())
                .loop(task.loop())
                .endedAt(turn.now)
                .order(turn.nextEnd());
        return switch (again.how()) {
            case SKIP ->
                edit.by(TaskTrigger.SKIP)
                        .standing(Standing.COMPLETED)
                        .reason("skipped by " + again.by())
                        .done();
            case COMPLETE ->
                edit.by(TaskTrigger.COMPLETE)
                        .standing(Standing.COMPLETED)
                        .output(Values.normalise(again.output()))
                        .done();
            case FAIL ->
                edit.by(TaskTrigger.FAIL)
                        .standing(Standing.FAILED)
                        .error(Failure.permanent("failed", "'%s' failed it.".formatted(again.by())))
                        .done();
            case RETRY -> throw new IllegalStateException("Expected what is said of a task, but it is done again");
        };
    }
}
