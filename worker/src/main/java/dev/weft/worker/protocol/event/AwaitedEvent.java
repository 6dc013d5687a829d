package dev.weft.worker.protocol.event;

import dev.weft.worker.protocol.LogPoint;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task of a run waits for: told to those who look through the event log for it.
 *
 * @param id one for each execution of a task
 * @param path of the task, item or turn
 * @param task path of the task in the definition, whose items and turns take different events
 * @param sequence of the last fact that the run had told: what it tells of {@code path} after that ends the wait
 * @param at when that was: what the run told before belongs to a history that somebody has cut off in Temporal, whatever its
 *     numbers; {@code null} in requests of earlier builds
 * @param since from where on events count
 * @param type of the event
 * @param filter a bare expression over {@code event} and {@code names}; {@code null} where any of the type will do
 * @param names what the filter reads besides {@code event}, as {@link MarkedValues} writes it
 * @param taken {@link EventMark} of each event that the task has taken
 */
public record AwaitedEvent(
        String id,
        String run,
        String path,
        String task,
        int sequence,
        @Nullable Instant at,
        LogPoint since,
        String type,
        @Nullable String filter,
        Map<String, @Nullable Object> names,
        List<String> taken) {
    public AwaitedEvent {
        names = names == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(names));
        taken = taken == null ? List.of() : List.copyOf(taken);
    }
}
