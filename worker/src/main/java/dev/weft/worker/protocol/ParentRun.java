package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The task that started a run.
 *
 * @param run id of its run
 * @param task its path, with the numbers of items and turns
 * @param depth how many runs stand above the one that was started, from 1
 * @param awaits whether the task ends with the run that it started
 * @param slice where its loop stands that the run does a slice of; {@code null} where it does none
 * @param leases {@link WeftLease#id ids} of those that it holds, or that are held around it, while it waits: the run has them too
 */
public record ParentRun(
        String run,
        String task,
        int depth,
        boolean awaits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SlicePlace slice,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> leases) {
    public ParentRun {
        leases = leases == null ? List.of() : List.copyOf(leases);
    }

    /** One around which no lease is held. */
    public ParentRun(String run, String task, int depth, boolean awaits) {
        this(run, task, depth, awaits, null, List.of());
    }

    /** The same task, which doesn't wait. */
    public ParentRun notWaiting() {
        return new ParentRun(run, task, depth, false, slice, List.of());
    }

    /** The same, of which a run does a slice. */
    public ParentRun of(SlicePlace place) {
        return new ParentRun(run, task, depth, awaits, place, leases);
    }

    /** The same, as people see it. */
    public ParentRun shown() {
        return new ParentRun(run, task, depth, awaits);
    }
}
