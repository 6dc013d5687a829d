package dev.weft.worker.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.Control;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a task's attempts are.
 *
 * @param run id of the present or last attempt's; {@code null} before it is known
 * @param begun whether Temporal has said that it has started
 * @param awaited whether the task ends with it
 * @param earlier ids of those of earlier attempts, oldest first
 * @param taken which task in it has taken which event, of a run that does a slice: its path, by mark of the event and path
 *     of the task in the definition
 * @param failed how many of its items have failed, as it has said itself, of a run that does a slice
 * @param untold how many of them may have failed before it says so
 * @param again what the run is told that did a slice and has ended, for it to go on; {@code null} where it needn't be told, or has been
 */
public record Child(
        @Nullable String run,
        boolean begun,
        boolean awaited,
        List<String> earlier,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> taken,
        int failed,
        int untold,
        @Nullable Control again) {
    public Child {
        taken = taken == null ? Map.of() : Collections.unmodifiableMap(taken);
        // An empty list is left out of a written state.
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /** Of the attempt that follows one; {@code null} where no run was before it. One that is to go on stays. */
    public static @Nullable Child after(@Nullable Child before) {
        if (before != null && before.again() != null) {
            return before;
        }
        if (before == null || !before.awaited() || before.newestFirst().isEmpty()) {
            return null;
        }
        return new Child(null, false, true, before.newestFirst().reversed(), Map.of(), 0, 0, null);
    }

    /** Of an attempt whose run is about to be started. */
    public static Child starting(@Nullable Child before, String run, boolean awaited) {
        return new Child(run, false, awaited, before == null ? List.of() : before.earlier(), Map.of(), 0, 0, null);
    }

    /** The same, of which so many items may fail before it says so. */
    public Child untold(int most) {
        return new Child(run, begun, awaited, earlier, taken, failed, most, again);
    }

    /** The same, of which so many items have failed. */
    public Child failing(int items) {
        return new Child(run, begun, awaited, earlier, taken, items, untold, again);
    }

    /** How many of its items may have failed of which nothing is known here. */
    public int unknown() {
        return Math.max(0, untold - failed);
    }

    /** The same, started. */
    public Child started() {
        return new Child(run, true, awaited, earlier, taken, failed, untold, null);
    }

    /**
     * The same, which is to go on after its end.
     *
     * @param what it is told
     * @param items how many of its items have failed that aren't done again
     */
    public Child goingOn(Control what, int items) {
        return new Child(run, true, awaited, earlier, taken, items, items, what);
    }

    /** The same, in which a task takes an event. */
    public Child taking(String event, String task) {
        Map<String, String> more = new LinkedHashMap<>(taken);
        more.put(event, task);
        return new Child(run, begun, awaited, earlier, more, failed, untold, again);
    }

    /** The same, in which a task that was to take an event doesn't. */
    public Child leaving(String event) {
        Map<String, String> less = new LinkedHashMap<>(taken);
        less.remove(event);
        return new Child(run, begun, awaited, earlier, less, failed, untold, again);
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
