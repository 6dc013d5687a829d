package dev.weft.worker.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a task's attempts are.
 *
 * @param run id of the present or last attempt's; {@code null} before it is known
 * @param begun whether Temporal has said that it has started
 * @param awaited whether the task ends with it
 * @param earlier ids of those of earlier attempts, oldest first
 */
public record Child(@Nullable String run, boolean begun, boolean awaited, List<String> earlier) {
    public Child {
        // An empty list is left out of a written state.
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /** Of the attempt that follows one; {@code null} where no run was before it. */
    public static @Nullable Child after(@Nullable Child before) {
        if (before == null || !before.awaited() || before.newestFirst().isEmpty()) {
            return null;
        }
        return new Child(null, false, true, before.newestFirst().reversed());
    }

    /** Of an attempt whose run is about to be started. */
    public static Child starting(@Nullable Child before, String run, boolean awaited) {
        return new Child(run, false, awaited, before == null ? List.of() : before.earlier());
    }

    /** The same, started. */
    public Child started() {
        return new Child(run, true, awaited, earlier);
    }

    /** Ids of all runs. */
    public List<String> newestFirst() {
        List<String> runs = new ArrayList<>(earlier);
        if (run != null) {
            runs.add(run);
        }
        Collections.reverse(runs);
        return runs;
    }
}
