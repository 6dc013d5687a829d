package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.block.Superseded;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.List;

/** Tasks below another that share its fate: they end with one that never began, and begin anew with the next attempt. */
public final class Leftovers {
    private Leftovers() {}

    /** Ends what a task that has ended never came to. */
    public static void close(Turn turn, int index) {
        for (int child : turn.nodes.children(index)) {
            Cached cached = turn.task(index).cached();
            end(
                    turn,
                    index,
                    child,
                    cached == null || !cached.isTaken() ? "its block did not run" : "its block has " + cached.source());
        }
        int fallback = turn.nodes.fallback(index);
        if (fallback >= 0) {
            end(turn, index, fallback, "it was not needed");
        }
    }

    private static void end(Turn turn, int index, int below, String why) {
        TaskState task = turn.task(below);
        if (task.status() != TaskStatus.PENDING) {
            return;
        }
        boolean cancelled = turn.task(index).status() == TaskStatus.CANCELLED;
        var edit = cancelled
                ? task.edit().by(TaskTrigger.CANCEL).standing(Standing.FAILED)
                : task.edit()
                        .by(TaskTrigger.SKIP)
                        .standing(Standing.PASSED_OVER)
                        .reason(why);
        turn.putAside(below, edit.endedAt(turn.now).done());
        close(turn, below);
    }

    /** Puts a task that has ended, and all below it, where it was before it began. */
    public static void renew(Turn turn, int index) {
        renewInstances(turn, index);
        turn.putAside(index, renewed(turn, index, turn.nodes.needs(index).size()));
        renewBelow(turn, index);
    }

    /** Lets a task be done anew, by another execution, once its needs have ended: they may wait for a person, too. */
    public static void again(Turn turn, int index) {
        Superseded.keep(turn, index);
        int execution = turn.task(index).execution() + 1;
        int open = (int) turn.nodes.needs(index).stream()
                .filter(need -> !turn.task(need).status().ended())
                .count();
        renewInstances(turn, index);
        turn.put(index, renewed(turn, index, open).edit().execution(execution).done());
        renewBelow(turn, index);
        if (open == 0) {
            turn.ready(index);
        }
    }

    /** Its items and turns are of the past, also for those who were told of them: they may not be taken again. */
    private static void renewInstances(Turn turn, int index) {
        List<Integer> begun = turn.live(index).stream()
                .filter(one -> turn.task(one).status() != TaskStatus.PENDING)
                .toList();
        if (!begun.isEmpty() && turn.elsewhere.has(Change.RENEWS_ITEMS)) {
            begun.forEach(one -> renew(turn, one));
        }
    }

    private static void renewBelow(Turn turn, int index) {
        turn.nodes.children(index).forEach(child -> renew(turn, child));
        for (int aside : List.of(turn.nodes.fallback(index), turn.nodes.compensation(index))) {
            if (aside >= 0) {
                renew(turn, aside);
            }
        }
    }

    /** The run ends: what would have undone a task is not needed. */
    static void closeCompensations(Turn turn) {
        boolean any = turn.plan.tasks().stream().anyMatch(task -> task.compensation() >= 0);
        for (int i = 0; any && turn.allEnded() && i < turn.size(); i++) {
            if (turn.task(i).status() == TaskStatus.PENDING && turn.nodes.isOfCompensation(i)) {
                turn.putAside(
                        i,
                        turn.task(i)
                                .edit()
                                .by(TaskTrigger.SKIP)
                                .standing(Standing.PASSED_OVER)
                                .reason("it was not needed")
                                .endedAt(turn.now)
                                .done());
            }
        }
    }

    /** A task as it was before it began. The places of its items and turns are kept, to be taken again. */
    private static TaskState renewed(Turn turn, int index, int openNeeds) {
        Loop before = turn.task(index).loop();
        TaskState pending = TaskState.pending(openNeeds);
        return before == null
                ? pending
                : pending.edit().loop(before.with(before.frames(), 0)).done();
    }
}
