package dev.weft.api.insight;

import dev.weft.api.figure.LateTask;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks are late after a page of the event log: from when that is told until they are done or begin anew, or their run ends. */
final class LateFolding {
    /** A task begins, retries or waits on, and is as late as it was. */
    private static final Set<String> GOES_ON = Set.of("task.started", "task.retrying", "task.changed");

    private final Map<String, LateTask> known = new LinkedHashMap<>();
    private final Map<String, LateTask> late = new LinkedHashMap<>();

    /**
     * @param known those that are late before it, of the runs that it tells of
     */
    LateFolding(Collection<LateTask> known) {
        known.forEach(task -> this.known.put(task.key(), task));
        late.putAll(this.known);
    }

    void task(String type, String run, String task, String workflow, String status, String due) {
        if (type.equals("task.late")) {
            try {
                LateTask one = new LateTask(run, task, workflow, Instant.parse(due));
                late.put(one.key(), one);
            } catch (DateTimeParseException e) {
                // Whoever can write to the log may have written it: there is no such time to be late for.
                return;
            }
        } else if (!GOES_ON.contains(type) || status.equals("PENDING")) {
            late.remove(run + "/" + task);
        }
    }

    /** It ended, or begins with another history: what was late in it tells so again. */
    void over(String run) {
        late.values().removeIf(task -> task.run().equals(run));
    }

    /** Those that are late now, and weren't. */
    List<LateTask> added() {
        return late.values().stream()
                .filter(task -> !task.equals(known.get(task.key())))
                .toList();
    }

    /** Those that were late, and aren't any more. */
    List<LateTask> removed() {
        List<LateTask> gone = new ArrayList<>(known.values());
        gone.removeIf(task -> late.containsKey(task.key()));
        return gone;
    }
}
