package dev.weft.worker.interpreter;

import dev.weft.definitions.model.Mode;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.List;

/** Finds out what may run now, until nothing more follows from what is known. */
final class Scheduling {
    private Scheduling() {}

    static void settle(Turn turn) {
        if (!turn.open()) {
            return;
        }
        do {
            tellDependents(turn);
            if (!turn.paused) {
                takeUp(turn);
            }
        } while (!turn.ended.isEmpty());
        if (turn.allEnded()) {
            RunLifecycle.finish(turn);
        }
    }

    private static void tellDependents(Turn turn) {
        while (!turn.ended.isEmpty()) {
            for (int dependent : turn.planned(turn.ended.remove()).dependents()) {
                TaskState next = turn.task(dependent).edit().needEnded().done();
                turn.put(dependent, next);
                if (next.openNeeds() == 0 && next.status() == TaskStatus.PENDING) {
                    turn.ready.add(dependent);
                }
            }
        }
    }

    private static void takeUp(Turn turn) {
        if (turn.plan.definition().policy().mode() == Mode.SEQUENTIAL) {
            takeUpInTurn(turn);
            return;
        }
        for (int task : List.copyOf(turn.ready)) {
            turn.ready.remove(task);
            Starting.decide(turn, task);
        }
        fillSlots(turn);
    }

    /** One at a time: of the tasks whose needs have ended, the first written. */
    private static void takeUpInTurn(Turn turn) {
        while (!turn.anyUnderWay() && !turn.ready.isEmpty() && turn.ended.isEmpty()) {
            int first = turn.ready.removeFirst();
            Starting.decide(turn, first);
        }
    }

    /** Gives free slots to tasks that wait for one, first written first. */
    private static void fillSlots(Turn turn) {
        Integer slots = turn.maxConcurrent;
        while (slots != null && !turn.queued.isEmpty() && turn.slotsTaken() < slots) {
            int task = turn.queued.removeFirst();
            Attempts.start(turn, task);
        }
    }

    /** Whether a task that is ready for its first attempt must wait for a slot. */
    static boolean mustQueue(Turn turn) {
        Integer slots = turn.maxConcurrent;
        return slots != null && turn.slotsTaken() >= slots;
    }

    /** Puts a task in the queue for a slot. */
    static void queue(Turn turn, int task) {
        turn.queued.add(task);
        turn.put(
                task,
                turn.task(task)
                        .edit()
                        .by(TaskTrigger.QUEUE)
                        .startedAt(turn.now)
                        .reason("a slot: %d tasks of this run may run at once".formatted(turn.maxConcurrent))
                        .done());
    }
}
