package dev.weft.api.representation;

import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as it stands.
 *
 * @param trigger its id: {@code <workflow>.<name>}
 * @param kind {@code schedule}, {@code event} or {@code webhook}
 * @param revision whose trigger it is
 * @param says what its author wrote, but for inputs
 * @param firings how many times it was to start a run, by what became of it
 * @param alert why it can't start its run; {@code null} where it can
 * @param next the next times of a schedule that isn't paused
 */
public record TriggerBody(
        String trigger,
        String workflow,
        String name,
        String kind,
        int revision,
        boolean paused,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        Map<String, Object> says,
        FiringStore.Counts firings,
        @Nullable Alert alert,
        @Nullable List<Instant> next) {
    /** An alert that is raised. */
    public record Alert(
            String alert, @Nullable String reason, @Nullable Instant since) {}

    /** Of a trigger. */
    public static TriggerBody of(
            StoredTrigger trigger, Map<String, Object> says, FiringStore.Counts firings, @Nullable List<Instant> next) {
        return new TriggerBody(
                trigger.id(),
                trigger.workflow(),
                trigger.name(),
                trigger.kind().word(),
                trigger.revision(),
                trigger.pausedBy() != null,
                trigger.pausedBy(),
                trigger.pausedAt(),
                says,
                firings,
                trigger.alert() == null ? null : new Alert(trigger.alert(), trigger.alertReason(), trigger.alertedAt()),
                next);
    }
}
