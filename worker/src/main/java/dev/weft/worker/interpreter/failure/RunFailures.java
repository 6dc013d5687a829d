package dev.weft.worker.interpreter.failure;

import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.TreeSet;

/** What a run does once nothing more can run and a task has failed: {@code policy.on_failure}. */
public final class RunFailures {
    private RunFailures() {}

    /** Whether a task that runs whatever happens waits for what becomes of the run, which is about to fail. */
    public static boolean holdsBack(Turn turn, int task) {
        return concerns(turn)
                && turn.parent(task) < 0
                && turn.runsWhateverHappens(task)
                && (Prospects.firstFailed(turn, -1) >= 0 || isAnyHeld(turn))
                && !Rollbacks.goesOn(turn, task);
    }

    private static boolean concerns(Turn turn) {
        return policy(turn) != RunOnFailure.FAIL && !turn.failureStands && turn.ending == null && turn.rollback == null;
    }

    private static RunOnFailure policy(Turn turn) {
        return turn.plan.definition().policy().onFailure();
    }

    /** Does so, where it has come to that; tells whether something follows. */
    public static boolean advance(Turn turn) {
        // Asked after each event: first what costs nothing.
        int failed = concerns(turn) ? Prospects.firstFailed(turn, -1) : -1;
        if (failed < 0 || !isAtItsEnd(turn)) {
            return false;
        }
        return switch (policy(turn)) {
            case FAIL -> false;
            case PAUSE -> {
                hold(turn);
                yield true;
            }
            case ROLLBACK -> {
                Rollbacks.ofAll(turn, RunLifecycle.failureOf(turn, failed));
                yield true;
            }
        };
    }

    /** Whether nothing is under way but tasks that this holds, and nothing can begin but what this holds back. */
    private static boolean isAtItsEnd(Turn turn) {
        for (PlannedTask task : turn.plan.top()) {
            if (isUnderWay(turn, task.index())) {
                return false;
            }
        }
        return turn.ready.stream().allMatch(task -> holdsBack(turn, task));
    }

    /** Whether the run stands still, as a person must say what becomes of tasks that failed. */
    public static boolean halt(Turn turn) {
        return policy(turn) == RunOnFailure.PAUSE && isAnyHeld(turn) && isAtItsEnd(turn);
    }

    /** Whether a task waits for a person as the policy of the run wants it, not as its own {@code on_failure} does. */
    static boolean isHeld(Turn turn, int task) {
        return turn.task(task).held()
                && policy(turn) == RunOnFailure.PAUSE
                && turn.parent(task) < 0
                && turn.planned(task).task().onFailure() != OnFailure.Word.PAUSE;
    }

    private static boolean isAnyHeld(Turn turn) {
        return turn.plan.top().stream().anyMatch(task -> isHeld(turn, task.index()));
    }

    /** Whether one of the tasks right inside of a block, or of the run (-1), is under way: begun, not ended, and not held so. */
    public static boolean isAnyUnderWay(Turn turn, int holder) {
        return turn.inside(holder).underWay()
                && (holder >= 0
                        || policy(turn) != RunOnFailure.PAUSE
                        || turn.plan.top().stream().anyMatch(task -> isUnderWay(turn, task.index()))
                        || !turn.elsewhere.has(Change.HELD_IS_NOT_UNDER_WAY));
    }

    private static boolean isUnderWay(Turn turn, int task) {
        TaskStatus status = turn.task(task).status();
        return status == TaskStatus.RUNNING || (status == TaskStatus.WAITING && !isHeld(turn, task));
    }

    /** Puts each failure before a person; what was skipped because of it is to be decided anew. */
    private static void hold(Turn turn) {
        TreeSet<Integer> undecided = new TreeSet<>();
        for (PlannedTask task : turn.plan.top()) {
            if (turn.task(task.index()).status() == TaskStatus.FAILED) {
                hold(turn, task.index());
                undecided.add(task.index());
            }
        }
        Deque<Integer> open = new ArrayDeque<>(undecided);
        while (!open.isEmpty()) {
            for (int dependent : turn.nodes.dependents(open.remove())) {
                TaskState state = turn.task(dependent);
                if (state.status() == TaskStatus.SKIPPED
                        && state.standing() == Standing.FAILED
                        && undecided.add(dependent)) {
                    reopen(turn, dependent);
                    open.add(dependent);
                }
            }
        }
        for (int task : undecided) {
            turn.nodes.dependents(task).forEach(dependent -> recount(turn, dependent));
        }
    }

    private static void hold(Turn turn, int task) {
        TaskState state = turn.task(task);
        Failure failure = Objects.requireNonNull(state.error());
        turn.put(
                task,
                state.edit()
                        .by(TaskTrigger.HOLD)
                        .reopened()
                        .reason(Holds.reason(failure))
                        .held()
                        .done());
    }

    private static void reopen(Turn turn, int task) {
        turn.put(task, TaskState.pending(0));
        Leftovers.renew(turn, task);
    }

    private static void recount(Turn turn, int task) {
        if (turn.task(task).status() == TaskStatus.PENDING) {
            int needs = (int) turn.nodes.needs(task).stream()
                    .filter(need -> !turn.task(need).status().ended())
                    .count();
            turn.put(task, turn.task(task).edit().openNeeds(needs).done());
            if (needs > 0) {
                turn.ready.remove(task);
            }
        }
    }

    /** The failures stand: the run ends with them. */
    public static void stand(Turn turn) {
        turn.failureStands = true;
        for (PlannedTask task : turn.plan.top()) {
            if (isHeld(turn, task.index())) {
                TaskEnds.failForGood(
                        turn,
                        task.index(),
                        Objects.requireNonNull(turn.task(task.index()).error()));
            }
        }
    }
}
