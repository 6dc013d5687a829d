package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a run.
 *
 * @param path ids joined by {@code .}; {@code null} where it is the key already
 * @param run that it started last
 * @param cachedFrom the run whose output it has, from the result cache; left out for its own
 * @param reason of WAITING and SKIPPED, of a retry, and of an output from the result cache
 * @param duration seconds; of a running task until now
 * @param gate the question and the decisions of an approval gate that has been asked
 * @param cache how its output stands to the result cache, and why; left out where it has no part in it
 * @param late when its {@code sla} passed before it was done; left out where it hasn't
 * @param items how many have ended, and failed, of all items, of what is done for each; left out where it is done once
 * @param input what its attempts are given, with a word in each secret's place; only where one task is asked for, and where it is known
 * @param output only where one task is asked for
 */
public record TaskBody(
        @Nullable String path,
        TaskStatus status,
        String action,
        @Nullable String agent,
        @Nullable String run,
        @Nullable String cachedFrom,
        @Nullable String reason,
        int attempts,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant endedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal duration,
        @Nullable Failure error,
        RunView.@Nullable GateView gate,
        @Nullable Instant late,
        RunView.@Nullable CacheView cache,
        RunView.@Nullable ItemCount items,
        @Nullable Object input,
        @Nullable Object output) {
    /** All tasks by path. */
    public static Map<String, TaskBody> of(Map<String, RunView.TaskView> views, Instant now) {
        Map<String, TaskBody> tasks = new LinkedHashMap<>();
        views.forEach((path, view) -> tasks.put(path, of(null, view, null, null, now)));
        return Collections.unmodifiableMap(tasks);
    }

    /** One task. */
    public static TaskBody of(
            @Nullable String path,
            RunView.TaskView view,
            @Nullable Object input,
            @Nullable Object output,
            Instant now) {
        return new TaskBody(
                path,
                view.status(),
                view.action(),
                view.agent(),
                view.run(),
                view.cachedFrom(),
                view.reason(),
                view.attempts(),
                view.startedAt(),
                view.endedAt(),
                Durations.between(view.startedAt(), view.status().ended() ? view.endedAt() : now),
                view.error(),
                view.gate(),
                view.late(),
                view.cache(),
                view.items(),
                input,
                output);
    }
}
