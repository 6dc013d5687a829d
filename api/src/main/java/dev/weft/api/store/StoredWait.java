package dev.weft.api.store;

import dev.weft.definitions.expression.Expression;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for an event.
 *
 * @param task path of it in the definition: its items and turns take different events
 * @param filter {@code null} where any event of the type will do
 * @param names what the filter reads besides {@code event}, normal
 * @param taken marks of events that the task has taken
 * @param examined offset up to which it was looked at; {@code null} where it is up with the log
 * @param looks how often the run was told of events for it, one or several at once
 * @param skip offsets after {@code examined} of events that the run was told of, too, while it waited
 */
public record StoredWait(
        String id,
        String run,
        String task,
        String type,
        @Nullable Expression filter,
        Map<String, @Nullable Object> names,
        Set<String> taken,
        @Nullable Long examined,
        int looks,
        Set<Long> skip) {
    /** The same, looked at up to an offset, or up with the log. */
    public StoredWait examined(@Nullable Long offset) {
        return new StoredWait(
                id, run, task, type, filter, names, taken, offset, looks, offset == null ? Set.of() : skip);
    }

    /** The same, after its run was told of events for it once more. */
    public StoredWait looked() {
        return new StoredWait(id, run, task, type, filter, names, taken, examined, looks + 1, skip);
    }
}
