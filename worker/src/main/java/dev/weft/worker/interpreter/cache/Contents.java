package dev.weft.worker.interpreter.cache;

import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.plan.Plan;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of the tasks of a plan, worked out when it is first asked for. Thread safe. */
public final class Contents {
    private final Plan plan;
    private final boolean cached;
    private @Nullable Map<String, String> byPath;

    public Contents(Plan plan) {
        this.plan = plan;
        this.cached = plan.definition().policy().cache() != null
                || plan.tasks().stream().anyMatch(task -> task.task().cache() != null);
    }

    /** Whether a run of the plan may put something to the cache. */
    public boolean areCached() {
        return cached;
    }

    /** What can change whether a task completes and with what, without the tasks that it holds. */
    synchronized String of(String path) {
        if (byPath == null) {
            byPath = Difference.contents(plan.definition());
        }
        return Objects.requireNonNull(byPath.get(path));
    }
}
