package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.store.LoggedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run.
 *
 * @param offset of its event in the event log
 * @param type of the event, such as {@code task.completed}
 * @param task path; left out where it is about the run itself
 * @param status of the task, or the run, afterwards
 * @param generation which going of the run it was, from 1
 * @param details what else the event tells, as its type has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineItem(
        long offset,
        Instant at,
        String type,
        @Nullable String task,
        @Nullable String status,
        int generation,
        Map<String, @Nullable Object> details) {
    private static final java.util.Set<String> ELSEWHERE =
            java.util.Set.of("run", "workflow", "revision", "generation", "sequence", "task", "status");

    public static TimelineItem of(LoggedEvent logged) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        @Nullable Object status = null;
        int generation = 1;
        if (logged.event().data() instanceof Map<?, ?> data) {
            status = data.get("status");
            generation = data.get("generation") instanceof Number number ? number.intValue() : 1;
            data.forEach((name, value) -> {
                if (!ELSEWHERE.contains(String.valueOf(name))) {
                    details.put(String.valueOf(name), value);
                }
            });
        }
        return new TimelineItem(
                logged.offset(),
                logged.event().time(),
                logged.event().type(),
                logged.event().subject(),
                status == null ? null : status.toString(),
                generation,
                Collections.unmodifiableMap(details));
    }
}
