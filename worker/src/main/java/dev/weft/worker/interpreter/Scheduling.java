package dev.weft.worker.interpreter;

import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.block.Blocks;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.block.Repeats;
import dev.weft.worker.interpreter.failure.Fallbacks;
import dev.weft.worker.interpreter.failure.RunFailures;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.lease.AgentLeases;
import dev.weft.worker.interpreter.slice.SliceFailures;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.undo.Reopened;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what may run now, until nothing more follows from what is known. */
public final class Scheduling {
    private Scheduling() {}

    static void settle(Turn turn) {
        if (!turn.open()) {
            return;
        }
        do {
            followUp(turn);
        } while (Rollbacks.advance(turn) || RunFailures.advance(turn));
        SliceFailures.tell(turn);
        Blocks.reflect(turn);
        if (turn.allEnded() && !Rollbacks.areToCome(turn)) {
            RunLifecycle.finish(turn);
        }
    }

    private static void followUp(Turn turn) {
        do {
            while (!turn.ended.isEmpty()) {
                int task = turn.ended.remove();
                if (!turn.nodes.isCompensation(task)) {
                    tellDependents(turn, task);
                    ForEaches.tell(turn, task);
                    tellHolder(turn, turn.parent(task));
                }
            }
            if (!turn.paused) {
                takeUp(turn);
            }
        } while (!turn.ended.isEmpty() || (!turn.paused && turn.moreReady()));
    }

    private static void tellDependents(Turn turn, int task) {
        for (int dependent : turn.nodes.dependents(task)) {
            if (turn.task(dependent).status() == TaskStatus.PENDING) {
                TaskState next = turn.task(dependent).edit().needEnded().done();
                turn.put(dependent, next);
                if (next.openNeeds() == 0) {
                    turn.ready(dependent);
                }
            }
        }
    }

    /** Ends what holds tasks, where all that it holds has ended. */
    public static void tellHolder(Turn turn, int holder) {
        Inside inside = holder < 0 ? null : turn.task(holder).inside();
        if (inside != null && inside.open() == 0) {
            switch (inside.holds()) {
                case TASKS -> Blocks.ended(turn, holder);
                case ITEMS -> ForEaches.ended(turn, holder);
                case TURN -> Repeats.ended(turn, holder);
                case FALLBACK -> Fallbacks.ended(turn, holder);
            }
        }
    }

    /** Where the mode is sequential, one at a time: of the tasks whose needs have ended, the first written. */
    private static void takeUp(Turn turn) {
        Set<Integer> hasBegunOne = new LinkedHashSet<>();
        // What a task that is taken up holds comes right after it, before the tasks written after it.
        for (Integer task = turn.firstReady(-1); task != null; task = turn.firstReady(task)) {
            int holder = turn.parent(task);
            boolean may = Rollbacks.letsBegin(turn, task)
                    && !RunFailures.holdsBack(turn, task)
                    && !Reopened.holdsBack(turn, task);
            boolean begins = turn.task(task).status() == TaskStatus.PENDING;
            boolean mustWait = may
                    && begins
                    && isSequential(turn, holder)
                    && (RunFailures.isAnyUnderWay(turn, holder) || !hasBegunOne.add(holder));
            if (may && !mustWait && !turn.asks(task)) {
                turn.ready.remove(task);
                decide(turn, task);
            }
        }
        turn.elsewhere.mustBeAnswered();
        fillSlots(turn);
    }

    /** Takes a task up. Where that has to wait for an answer the whole step has: what others have to ask goes together with it. */
    private static void decide(Turn turn, int task) {
        try {
            Starting.decide(turn, task);
        } catch (Elsewhere.UnansweredException e) {
            // The step is given up below.
            turn.elsewhere.askedBy(turn.path(task));
        }
    }

    private static boolean isSequential(Turn turn, int holder) {
        if (turn.inside(holder).holds() != Inside.Holds.TASKS) {
            return false;
        }
        Mode mode = holder < 0
                ? turn.plan.definition().policy().mode()
                : turn.planned(holder).task().work() instanceof Work.Block block ? block.mode() : Mode.PARALLEL;
        return mode == Mode.SEQUENTIAL;
    }

    /** Gives free slots to tasks that wait for one, first written first. */
    private static void fillSlots(Turn turn) {
        if (turn.maxConcurrent == null || Rollbacks.areAsked(turn)) {
            return;
        }
        for (int task : List.copyOf(turn.queued)) {
            if (areTaken(turn, turn.maxConcurrent, 0, false)) {
                return;
            }
            if (!mustQueue(turn, task)) {
                turn.queued.remove(task);
                Attempts.start(turn, task);
            }
        }
    }

    /**
     * Whether a task that is ready for its first attempt must wait for a slot. No run claims an agent for more tasks than
     * it has slots: others would wait for what stands idle.
     */
    static boolean mustQueue(Turn turn, int task) {
        int claimed = AgentLeases.mustClaim(turn, task) ? turn.slots.agentsClaimed() : 0;
        return turn.maxConcurrent != null
                && areTaken(turn, turn.maxConcurrent, claimed, turn.task(task).doesSlice());
    }

    /**
     * Whether all slots are taken.
     *
     * @param more that are about to be
     * @param bySlice whether it is a slice that asks: none takes a slot, as what is under way in it has those of its own run
     */
    private static boolean areTaken(Turn turn, int slots, int more, boolean bySlice) {
        int taken = turn.slots.taken() + more;
        if (taken < slots) {
            return false;
        }
        boolean otherwise = bySlice || taken - turn.slots.takenBySlices() < slots;
        return !otherwise || !turn.elsewhere.has(Change.SLICES_BESIDE);
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
