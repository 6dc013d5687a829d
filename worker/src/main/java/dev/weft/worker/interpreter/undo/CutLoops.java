package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Repeat;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.block.PastTurns;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.slice.SliceFailures;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskTrigger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts items and turns back, of which some had ended, or something in them. */
final class CutLoops {
    private final Turn turn;
    private final Cut cut;

    CutLoops(Turn turn, Cut cut) {
        this.turn = turn;
        this.cut = cut;
    }

    void open(int task) {
        Loop loop = Objects.requireNonNull(turn.task(task).loop());
        switch (loop.terms()) {
            case Loop.Items items -> items(task, loop, items);
            case Loop.Turns turns -> turns(task, turns);
        }
    }

    private void items(int task, Loop loop, Loop.Items items) {
        List<Integer> live = turn.live(task);
        live.forEach(cut::task);
        int failed = live.stream()
                .mapToInt(item -> ForEaches.failures(turn, item).size())
                .sum();
        boolean tooMany = SliceFailures.known(turn, task, failed) > items.tolerated() || staysRefused(items);
        // Of the items that are named one is, unless the run does a slice.
        boolean isAlone = turn.around == null && live.stream().noneMatch(turn.nodes::isSlice);
        int underWay = (int)
                live.stream().filter(item -> status(item) == TaskStatus.RUNNING).count();
        int begun = 0;
        for (int i = 0; i < live.size(); i++) {
            int item = live.get(i);
            if (status(item) == TaskStatus.PENDING && tooMany && !beginsAllTheSame(item)) {
                tooMany(item);
            } else if (status(item) == TaskStatus.PENDING && (underWay < items.atOnce() || (tooMany && isAlone))) {
                turn.ready(item);
                underWay++;
                begun = i + 1;
            }
        }
        Loop.Items terms = items.with(begun, failed);
        if (!tooMany) {
            terms = terms.allowing();
        } else if (turn.around != null && live.stream().anyMatch(item -> status(item) == TaskStatus.PENDING)) {
            // Those that a person has named begin one after the other. What has failed too often the run above says.
            terms = terms.within(failed, terms.untold() == null ? failed : terms.untold())
                    .allowing();
        }
        turn.putAside(task, turn.task(task).edit().loop(loop.with(terms)).done());
        cut.open(task, Inside.Holds.ITEMS, live);
    }

    /** What failed too often may have been put back: then others may begin, but in a run that an earlier build cut. */
    private boolean staysRefused(Loop.Items items) {
        return items.refused() && !turn.elsewhere.has(Change.ALLOWS_ITEMS_AGAIN);
    }

    private boolean beginsAllTheSame(int item) {
        return Slices.goesOn(turn, item)
                || (cut.rule().isNamed(item) && turn.elsewhere.has(Change.BEGINS_WHAT_IS_NAMED));
    }

    private void tooMany(int item) {
        turn.putAside(
                item,
                turn.task(item)
                        .edit()
                        .by(TaskTrigger.SKIP)
                        .standing(Standing.PASSED_OVER)
                        .reason(ForEaches.TOO_MANY)
                        .endedAt(turn.now)
                        .order(cut.rule().order())
                        .done());
        Leftovers.close(turn, item);
    }

    /** The turns that had ended stay; the one that was under way does where something in it stays. */
    private void turns(int task, Loop.Turns turns) {
        List<Integer> live = turn.live(task);
        int ended = ended(live);
        boolean amidst = isAmidst(live, ended);
        if (beginsAnew(task)) {
            cut.anew(task);
            return;
        }
        cut.rule().beforeTurnsGo(task, amidst ? ended + 1 : ended);
        Loop loop = Objects.requireNonNull(turn.task(task).loop());
        Object last = ended == 0 ? from(task) : turn.task(live.get(ended - 1)).output();
        Loop back = loop.with(turns.after(last)).with(loop.frames(), amidst ? ended + 1 : ended);
        turn.putAside(task, turn.task(task).edit().loop(back).done());
        if (amidst) {
            cut.task(live.get(ended));
        }
        cut.open(task, Inside.Holds.TURN, amidst ? List.of(live.get(ended)) : List.of());
    }

    /** Whether the turns of a task begin anew, though something in them would stay. */
    boolean beginsAnew(int task) {
        if (!turn.nodes.repeats(task)) {
            return false;
        }
        List<Integer> live = turn.live(task);
        // A later turn may have stayed, as it has taken its output and nothing of it was undone: its beginning is gone.
        return ended(live) == 0 && (!isAmidst(live, 0) || PastTurns.areForgotten(turn, task));
    }

    private int ended(List<Integer> live) {
        int ended = 0;
        while (ended < live.size() && cut.stays(live.get(ended))) {
            ended++;
        }
        return ended;
    }

    private boolean isAmidst(List<Integer> live, int ended) {
        return ended < live.size() && cut.holdsWhatStays(live.get(ended));
    }

    private @Nullable Object from(int task) {
        Repeat repeat = Objects.requireNonNull(turn.planned(task).task().repeat());
        try {
            return repeat.from() == null ? null : repeat.from().evaluate(RunScope.of(turn, task));
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected a value that was evaluated before, but it fails now", e);
        }
    }

    private TaskStatus status(int task) {
        return turn.task(task).status();
    }
}
