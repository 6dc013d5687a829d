package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.model.Join;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.state.Nodes;
import org.jspecify.annotations.Nullable;

/** Whether a task runs whatever happens, as the plan says: its state may be another run's. Pure. */
public final class AlwaysRun {
    private AlwaysRun() {}

    /** Whether a task of a path, or something around it, does. */
    public static boolean is(Plan plan, @Nullable String path) {
        PlannedTask at =
                path == null ? null : plan.task(Nodes.withoutNumbers(path)).orElse(null);
        while (at != null && at.task().join() != Join.ALWAYS) {
            at = at.parent() < 0 ? null : plan.tasks().get(at.parent());
        }
        return at != null;
    }

    /**
     * As the other, of a task in a slice.
     *
     * @param loop path of the loop in the plan
     * @param path of the task in the run that does the slice, where the loop is at the top
     */
    static boolean is(Plan plan, String loop, String path) {
        return is(plan, loop.substring(0, loop.lastIndexOf('.') + 1) + path);
    }
}
