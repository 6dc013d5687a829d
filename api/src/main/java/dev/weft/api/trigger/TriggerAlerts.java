package dev.weft.api.trigger;

import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.worker.protocol.event.CloudEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Alerts of triggers, as events: one that can't start its run, and one whose filter can't be evaluated. Each is raised once and
 * cleared once. Used by whoever holds the triggers' place in the log; not thread safe.
 */
final class TriggerAlerts {
    private final Database database;
    private final EventStore events;
    private final TriggerStore triggers;
    private final Clock clock;

    TriggerAlerts(Database database, Clock clock) {
        this.database = database;
        this.events = new EventStore(database);
        this.triggers = new TriggerStore(database);
        this.clock = clock;
    }

    /** It can't start a run. */
    void fails(StoredFiring firing, String code, String reason) {
        database.together(() -> {
            triggers.find(firing.workflow(), firing.trigger())
                    .filter(trigger -> trigger.alert() == null)
                    .ifPresent(trigger -> {
                        String alert = UUID.randomUUID().toString();
                        triggers.alert(trigger.workflow(), trigger.name(), alert, reason);
                        tell(
                                "alert.raised",
                                trigger,
                                alert,
                                "trigger_failed",
                                Map.of(
                                        "firing",
                                        firing.id(),
                                        "code",
                                        code,
                                        "reason",
                                        reason,
                                        "help",
                                        "It is tried again by itself. What was given up by then: «weft triggers show %1$s», and once it is mended «weft triggers retry %1$s»."
                                                .formatted(trigger.id())));
                    });
            return true;
        });
    }

    /** Clears the alerts of those that can start runs again, or are gone. */
    void clearOver() {
        for (StoredTrigger trigger : triggers.overAlerts()) {
            database.together(() -> {
                String alert = trigger.alert();
                if (alert != null) {
                    triggers.alert(trigger.workflow(), trigger.name(), null, null);
                    tell(
                            "alert.cleared",
                            trigger,
                            alert,
                            "trigger_failed",
                            Map.of("reason", trigger.removed() ? "the trigger is gone" : "it can start runs again"));
                }
                if (trigger.removed()) {
                    filterWorks(trigger);
                }
                return true;
            });
        }
    }

    /** Its filter can't be evaluated on an event; in the caller's transaction. */
    void filterFails(StoredTrigger trigger, long event, String reason) {
        StoredTrigger now = triggers.find(trigger.workflow(), trigger.name()).orElse(trigger);
        if (now.filterAlert() == null) {
            String alert = UUID.randomUUID().toString();
            triggers.filterAlert(trigger.workflow(), trigger.name(), alert);
            tell(
                    "alert.raised",
                    trigger,
                    alert,
                    "trigger_filter_failed",
                    Map.of(
                            "event",
                            event,
                            "reason",
                            reason,
                            "help",
                            "Mend its filter or dedupe in the definition; then «weft triggers retry %s»."
                                    .formatted(trigger.id())));
        }
    }

    /** Its filter can be evaluated, or is gone; in the caller's transaction. */
    void filterWorks(StoredTrigger trigger) {
        String alert = trigger.filterAlert() == null
                ? null
                : triggers.find(trigger.workflow(), trigger.name())
                        .orElse(trigger)
                        .filterAlert();
        if (alert != null) {
            triggers.filterAlert(trigger.workflow(), trigger.name(), null);
            tell(
                    "alert.cleared",
                    trigger,
                    alert,
                    "trigger_filter_failed",
                    Map.of("reason", trigger.removed() ? "the trigger is gone" : "it could be evaluated again"));
        }
    }

    private void tell(String type, StoredTrigger trigger, String alert, String kind, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert);
        data.put("kind", kind);
        data.put("workflow", trigger.workflow());
        data.put("trigger", trigger.name());
        data.put("status", type.substring(type.indexOf('.') + 1));
        data.putAll(more);
        events.put(List.of(new CloudEvent(
                type + "." + alert, "/triggers/" + trigger.id(), type, trigger.id(), clock.instant(), data, Map.of())));
    }
}
