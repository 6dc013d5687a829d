package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks of a run that begins once more, which needn't be done again. */
public final class Recalling {
    private Recalling() {}

    /** Ends a task as it ended before, where that holds whatever is so; tells whether it did. */
    public static boolean asItWas(Turn turn, int index) {
        Kept kept = turn.kept(index);
        if (kept == null || kept.digest() != null) {
            return false;
        }
        recall(turn, index, kept.state(), false);
        return true;
    }

    /** Ends a task that is about to begin as it ended before, where that depends on nothing that is another now. */
    public static boolean ifItHolds(Turn turn, int index) {
        Kept kept = turn.kept(index);
        if (kept == null) {
            return false;
        }
        Fingerprints now = new Fingerprints(turn);
        boolean holds = turn.planned(index).task().work() instanceof Work.ActionCall call && !turn.nodes.loops(index)
                ? now.of(index, call).equals(Optional.ofNullable(kept.digest()))
                : now.ofAllThatItMaySee(index).equals(kept.digest());
        if (holds) {
            recall(turn, index, kept.state(), true);
        } else {
            turn.spend(index);
        }
        return holds;
    }

    /**
     * Ends a task as it ended before.
     *
     * @param another whether another run came to that
     */
    private static void recall(Turn turn, int index, TaskState before, boolean another) {
        Clocks.stop(turn, index);
        turn.spend(index);
        var edit = turn.task(index)
                .edit()
                .by(trigger(before.status()))
                .attempts(before.attempts())
                .gate(before.gate())
                .agent(before.agent())
                .child(before.child())
                .cached(before.cached())
                .standing(before.standing())
                .reason(before.reason())
                .output(before.output())
                .error(before.error());
        if (before.startedAt() != null) {
            edit.startedAt(before.startedAt());
        }
        String of = takenOver(turn, before, another);
        if (of != null) {
            edit.keptOf(of).reason("taken over of run '%s', which alone undoes it".formatted(of));
        }
        turn.put(
                index,
                edit.endedAt(before.endedAt() == null ? turn.now : before.endedAt())
                        .done());
    }

    /** The run that did what another has taken over, where something of that may have to be undone; {@code null} for none. */
    private static @Nullable String takenOver(Turn turn, TaskState before, boolean another) {
        boolean mayBeUndone = another && turn.plan.tasks().stream().anyMatch(task -> task.compensation() >= 0);
        if (!mayBeUndone || !turn.elsewhere.has(Change.LEAVES_TAKEN_OVER)) {
            return null;
        }
        return before.keptOf() == null ? turn.facts.request().restartedFrom() : before.keptOf();
    }

    private static TaskTrigger trigger(TaskStatus status) {
        return switch (status) {
            case COMPLETED -> TaskTrigger.COMPLETE;
            case FAILED -> TaskTrigger.FAIL;
            case SKIPPED -> TaskTrigger.SKIP;
            case PENDING, RUNNING, WAITING, CANCELLED, COMPENSATED ->
                throw new IllegalStateException(
                        "Expected a task that ended of itself, but found one that is " + status);
        };
    }
}
