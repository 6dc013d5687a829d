package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.model.Placement;
import dev.weft.worker.interpreter.Turn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By which durable mechanism attempts are made. */
final class Placements {
    private Placements() {}

    /**
     * Whether they are made in the worker that has the run: what has an effect never is, as a lost worker's are made again.
     *
     * @param parameters evaluated
     */
    static boolean isLocal(
            Turn turn, int index, ActionSpec<?> action, Map<String, ? extends @Nullable Object> parameters) {
        if (action.effects().possible(WrittenParameters.of(parameters))) {
            return false;
        }
        return switch (said(turn, index)) {
            case AUTO -> action.quick();
            case LOCAL -> true;
            case REMOTE -> false;
        };
    }

    /** What the task says, else the nearest around it that says something. */
    private static Placement said(Turn turn, int index) {
        for (int at = index; at >= 0; at = turn.parent(at)) {
            Placement placement = turn.planned(at).task().placement();
            if (placement != null) {
                return placement;
            }
        }
        return Placement.AUTO;
    }
}
