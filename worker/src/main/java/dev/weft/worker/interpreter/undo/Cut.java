package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.Scheduling;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.Blocks;
import dev.weft.worker.interpreter.block.Superseded;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Puts a run back to where it was, such as when a task had just ended. What had ended by then stays; what holds such is open
 * again; all else begins anew, by another execution. Nothing is under way when this is done, and all waits start afresh.
 */
public final class Cut {
    private final Turn turn;
    private final CutRule rule;
    /** What holds something that counts and stays. */
    private final BitSet holding = new BitSet();

    /** What holds nothing that is open: it ends once all is put back. Inner ones first. */
    private final List<Integer> emptied = new ArrayList<>();

    /** What needs something that begins anew, and all in it: however it ended, that was by what is no more. */
    private BitSet outdated = new BitSet();

    private Cut(Turn turn, CutRule rule) {
        this.turn = turn;
        this.rule = rule;
        hold();
        BitSet found = new Outdated(turn, this).find();
        suppose(!found.isEmpty() && turn.elsewhere.has(Change.NEEDS_FIRST) ? found : new BitSet());
    }

    private void hold() {
        holding.clear();
        for (int task : turn.nodes.executions(turn.tasks)) {
            if (rule.isOpened(task) && !outdated.get(task)) {
                holding.set(task);
            }
            if (!outdated.get(task) && rule.goesOn(task) != null) {
                holding.set(task);
                holdAround(task);
            }
            if (rule.counts(task) && stays(task) && !turn.nodes.isSuperseded(task)) {
                holdAround(task);
            }
        }
    }

    private void holdAround(int task) {
        for (int at = turn.parent(task); at >= 0 && !holding.get(at); at = turn.parent(at)) {
            holding.set(at);
        }
    }

    /** Has these be what is outdated. */
    void suppose(BitSet tasks) {
        outdated = tasks;
        hold();
    }

    /**
     * Puts the run back to the end of a task.
     *
     * @param order number of that end
     */
    static void after(Turn turn, int order) {
        Cut cut = new Cut(turn, new UpTo(turn, order));
        turn.generation++;
        turn.failureStands = false;
        // That of a run that was open all the time goes on.
        if (turn.deadline == null) {
            cut.startTimeout();
        }
        cut.carryOut();
    }

    /** Lets a run go on with what stays, once it is carried out. */
    public static Cut by(Turn turn, CutRule rule) {
        return new Cut(turn, rule);
    }

    /** Does so. */
    public void carryOut() {
        turn.ready.clear();
        tasks(-1);
        turn.recount();
        rule.afterAll();
        emptied.forEach(holder -> Scheduling.tellHolder(turn, holder));
    }

    /** What had ended by the end of a task stays, but for what was cut short: that is no end of its own. */
    private record UpTo(Turn turn, int order) implements CutRule {
        @Override
        public boolean stays(int task) {
            return hasEnded(turn.task(task)) && turn.task(task).order() <= order;
        }

        /** One that has done something: one that failed may have, too, and it is not undone where it ended by then. */
        @Override
        public boolean counts(int task) {
            return turn.task(task).status() == TaskStatus.COMPLETED || Undos.isToUndo(turn, task);
        }

        @Override
        public boolean wasUndone(int task) {
            return turn.task(task).order() <= order && Undos.wasUndone(turn, task);
        }

        @Override
        public boolean isOpened(int task) {
            return false;
        }

        /** What ended by then was not undone: where that begins anew all the same, it is still to be. */
        @Override
        public void beforeAnew(int task) {
            if (!turn.nodes.isSlice(task)
                    && !turn.nodes.isOfCompensation(task)
                    && Superseded.mustKeep(turn, task)
                    && turn.elsewhere.has(Change.NEEDS_FIRST)) {
                Superseded.keep(turn, task);
            }
        }

        @Override
        public boolean fallsBack(int task) {
            return false;
        }
    }

    /** Whether a task came to an end of its own, and that is not undone. */
    public static boolean hasEnded(TaskState state) {
        return state.status().ended()
                && state.status() != TaskStatus.COMPENSATED
                && state.status() != TaskStatus.CANCELLED
                && state.order() > 0;
    }

    /** Whether a task stays as it ended, with all that is in it. */
    public boolean stays(int task) {
        return !outdated.get(task) && rule.stays(task);
    }

    /** Whether something that counts stays in a task. */
    boolean holdsWhatStays(int task) {
        return holding.get(task);
    }

    /** Puts the tasks of a block, or of the run (-1), back. */
    private void tasks(int holder) {
        List<Integer> children = turn.nodes.children(holder);
        children.forEach(this::task);
        for (int child : children) {
            if (turn.task(child).status() == TaskStatus.PENDING) {
                int open = (int) turn.nodes.needs(child).stream()
                        .filter(need -> !turn.task(need).status().ended())
                        .count();
                turn.putAside(child, turn.task(child).edit().openNeeds(open).done());
                if (open == 0) {
                    turn.ready(child);
                } else {
                    turn.ready.remove(child);
                }
            }
        }
    }

    /** Puts a task, an item or a turn back. */
    void task(int task) {
        if (stays(task)) {
            return;
        }
        if (!holdsWhatStays(task)) {
            anew(task);
            return;
        }
        Control said = rule.goesOn(task);
        if (said != null) {
            Slices.goOn(turn, task, said);
            return;
        }
        rule.beforeOpen(task);
        if (isFallingBack(task)) {
            int fallback = turn.nodes.fallback(task);
            task(fallback);
            if (turn.task(fallback).status() == TaskStatus.PENDING) {
                turn.ready(fallback);
            }
            open(task, Inside.Holds.FALLBACK, List.of(fallback));
        } else if (turn.nodes.loops(task)) {
            new CutLoops(turn, this).open(task);
        } else {
            block(task);
        }
        boolean worksItself = turn.nodes.isWhole(task)
                && turn.task(task).status() == TaskStatus.RUNNING
                && !turn.task(task).fallsBack();
        if (worksItself) {
            limit(task);
        }
    }

    boolean isFallingBack(int task) {
        int fallback = turn.nodes.fallback(task);
        return fallback >= 0 && (stays(fallback) || holdsWhatStays(fallback) || rule.fallsBack(task));
    }

    private void block(int task) {
        tasks(task);
        open(task, Inside.Holds.TASKS, turn.nodes.children(task));
        if (turn.planned(task).task().work() instanceof Work.Block) {
            try {
                var call = Blocks.call(turn.planned(task).task(), RunScope.of(turn, task));
                turn.putAside(task, turn.task(task).edit().block(call).done());
                if (turn.task(task).status() == TaskStatus.RUNNING) {
                    Reopened.startAttempt(turn, task);
                }
            } catch (EvaluationException e) {
                throw new IllegalStateException("Expected settings that were evaluated before, but they fail now", e);
            }
        }
    }

    private void startTimeout() {
        try {
            RunLifecycle.limit(turn, RunScope.ofRun(turn));
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected a timeout that was evaluated before, but it fails now", e);
        }
    }

    private void limit(int task) {
        try {
            Clocks.limitWhole(turn, task, RunScope.of(turn, task));
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected times that were evaluated before, but they fail now", e);
        }
    }

    /** A task begins anew, with all below it. */
    void anew(int task) {
        rule.beforeAnew(task);
        Child runs = rule.runsOfAnew(task);
        int execution = turn.task(task).execution() + 1;
        Leftovers.renew(turn, task);
        turn.putAside(
                task, turn.task(task).edit().execution(execution).child(runs).done());
    }

    /** What holds tasks is under way again. */
    void open(int task, Inside.Holds what, List<Integer> held) {
        TaskState before = turn.task(task);
        Child runs = rule.runsOfOpen(task);
        for (int aside : List.of(turn.nodes.fallback(task), turn.nodes.compensation(task))) {
            if (aside >= 0 && !held.contains(aside)) {
                rule.beforeAnew(aside);
                Leftovers.renew(turn, aside);
            }
        }
        Inside inside = Inside.pending(what, 0);
        for (int one : held) {
            inside = inside.joined(turn.task(one).status());
        }
        boolean waits = Reopened.mustWait(turn, task);
        var edit = TaskState.pending(0).edit();
        if (!waits) {
            edit.by(TaskTrigger.START);
        }
        turn.putAside(
                task,
                edit.attempts(rule.attempts(before))
                        .execution(before.execution() + 1)
                        .startedAt(Objects.requireNonNull(before.startedAt()))
                        .error(what == Inside.Holds.FALLBACK ? before.error() : null)
                        .loop(before.loop())
                        .child(runs)
                        .inside(inside)
                        .done());
        if (waits) {
            turn.ready(task);
        } else if (inside.open() == 0) {
            emptied.add(task);
        }
    }

    CutRule rule() {
        return rule;
    }
}
