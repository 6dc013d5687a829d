package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.large.LargeValues;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param priority 1 (first) to 5
 * @param parent the task that started it
 * @param restartedFrom the run that this one does again; left out where it does none
 * @param progress 0 to 100
 * @param outputs of the run; what is large in them and in the inputs is {@code {"large": {"bytes": …}}}
 * @param cachedFrom the run whose outputs they are, from the result cache; left out for its own
 * @param cache how the outputs stand to the result cache, and why; left out where that has no part in them
 * @param tasks every task of the definition by path, in the order written
 * @param below what the runs are about that it has started and waits for; left out where it waits for none
 * @param ignored decisions that came by signal and were not taken
 * @param stale {@code true} where no worker answered and this is what Temporal alone can tell; otherwise left out
 */
public record RunBody(
        String run,
        String workflow,
        int revision,
        RunStatus status,
        @Nullable Integer priority,
        @Nullable ParentRun parent,
        int progress,
        Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant endedAt,
        String startedBy,
        @Nullable String restartedFrom,
        Map<String, String> labels,
        Map<String, @Nullable Object> inputs,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object outputs,
        @Nullable String cachedFrom,
        RunView.@Nullable CacheView cache,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Failure error,
        List<RunView.Waiting> waitingOn,
        @Nullable BelowBody below,
        Map<String, TaskBody> tasks,
        MetricsBody metrics,
        List<String> ignored,
        @Nullable String undoing,
        @Nullable Boolean stale,
        Map<String, String> links) {
    public static RunBody of(RunView view, BelowBody below, boolean stale, Map<String, String> links, Instant now) {
        return new RunBody(
                view.run(),
                view.workflow(),
                view.revision(),
                view.status(),
                view.priority(),
                view.parent(),
                view.progress(),
                view.startedAt(),
                view.endedAt(),
                view.startedBy(),
                view.restartedFrom(),
                view.labels(),
                LargeValues.shown(view.inputs()),
                LargeValues.shown(view.outputs()),
                view.cachedFrom(),
                view.cache(),
                view.error(),
                view.waitingOn(),
                below.isNothing() ? null : below,
                TaskBody.of(view.tasks(), now),
                MetricsBody.of(view, now),
                view.ignored(),
                view.undoing(),
                stale ? true : null,
                links);
    }
}
