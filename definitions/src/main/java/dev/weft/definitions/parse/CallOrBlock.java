package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.WorkflowTrigger;
import java.util.List;

/** Which fields of a task belong to what it does: to the call of an action, or to a block of tasks. */
public final class CallOrBlock {
    /** Beside an action, and not beside tasks. */
    public static final List<String> OF_A_CALL = List.of("action", "agent", "capability", "operation", "parameters");

    /** Beside tasks, and not beside an action. */
    public static final List<String> OF_A_BLOCK = List.of("mode", "outputs");

    /** Beside the action {@code agent_task} alone. */
    public static final List<String> OF_AN_AGENT = List.of("agent", "capability", "operation");

    private static final List<String> OF_ATTEMPTS = List.of("timeout", "retry", "heartbeat", "cache", "resources");
    private static final List<String> OF_ATTEMPTS_IN_ACTIVITIES = List.of("heartbeat", "resources");

    private CallOrBlock() {}

    /** What can't stand beside an action, as it makes no attempts, or its attempts are runs. */
    public static List<String> notBeside(ActionSpec<?> action) {
        if (startsRuns(action)) {
            return OF_ATTEMPTS_IN_ACTIVITIES;
        }
        return switch (action.trait()) {
            case WORK -> List.of();
            case PURE, CONTROL -> OF_ATTEMPTS;
        };
    }

    /** Whether the attempts of an action are runs. */
    public static boolean startsRuns(ActionSpec<?> action) {
        return action.name().equals(WorkflowTrigger.SPEC.name());
    }
}
