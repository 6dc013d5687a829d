package dev.weft.api.trigger;

import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.NewFiring;
import dev.weft.api.store.ReaderStore;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Trigger;
import dev.weft.worker.protocol.event.EventMark;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what the event log has more for all triggers. What they have to start is noted in the transaction that notes how far
 * that has come: so no event is missed, and none counts twice, whatever is killed. Not thread safe.
 */
final class TriggerMatcher {
    /** After so long without a sign of life another takes over. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How long it is tried to start a run. */
    static final Duration TRIED_FOR = Duration.ofHours(24);

    private static final int PAGE = 200;

    private final String id;
    private final Database database;
    private final EventStore events;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final ReaderStore reader;
    private final TriggerTexts texts;
    private final TriggerAlerts alerts;
    private final Clock clock;
    private boolean mine;

    TriggerMatcher(String id, Database database, TriggerTexts texts, TriggerAlerts alerts, Clock clock) {
        this.id = id;
        this.database = database;
        this.events = new EventStore(database);
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.reader = new ReaderStore(database, "triggers");
        this.texts = texts;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** What one look came to. */
    enum Look {
        /** Another does it. */
        ANOTHER,
        /** It is this one's from now on. */
        TAKEN_OVER,
        /** There may be more at once. */
        MORE,
        /** It is up with the log. */
        DONE
    }

    /** Looks once. */
    Look look() {
        Look look = Look.ANOTHER;
        try {
            look = database.together(this::lookInside);
        } finally {
            mine = look != Look.ANOTHER;
        }
        return look;
    }

    /** Lets another take over at once. */
    void leave() {
        reader.leave(id);
    }

    private Look lookInside() {
        Optional<ReaderStore.Standing> standing = reader.take(id, PATIENCE);
        if (standing.isEmpty()) {
            return Look.ANOTHER;
        }
        boolean takenOver = !mine || !id.equals(standing.get().holder());
        long from = standing.get().examined();
        // Before the triggers are read: one that was there before an event is found with it.
        long last = events.last();
        Map<String, List<StoredTrigger>> byType = new LinkedHashMap<>();
        (last == from ? List.<StoredTrigger>of() : triggers.byEvent())
                .forEach(trigger -> byType.computeIfAbsent(String.valueOf(trigger.type()), type -> new ArrayList<>())
                        .add(trigger));
        List<LoggedEvent> page = byType.isEmpty() ? List.of() : events.between(from, last, byType.keySet(), PAGE);
        for (LoggedEvent event : page) {
            for (StoredTrigger trigger : byType.getOrDefault(event.event().type(), List.of())) {
                if (event.offset() > trigger.since()) {
                    show(trigger, event);
                }
            }
        }
        boolean full = page.size() == PAGE;
        reader.put(id, full ? page.getLast().offset() : last);
        return takenOver ? Look.TAKEN_OVER : full ? Look.MORE : Look.DONE;
    }

    private void show(StoredTrigger trigger, LoggedEvent event) {
        Trigger text = texts.of(trigger).orElse(null);
        if (!(text instanceof Trigger.OnEvent on)) {
            return;
        }
        Scope scope = Causes.scope("event", event.event().toNormal(), clock.instant());
        String mark = EventMark.of(event.event().source(), event.event().id());
        String key = TriggerKeys.of(trigger.id(), mark);
        String failed = TriggerStore.FILTER_FAILED;
        boolean passes;
        try {
            passes = on.filter() == null || Boolean.TRUE.equals(on.filter().evaluate(scope));
            failed = "dedupe_failed";
            if (passes && on.dedupe() != null) {
                key = TriggerKeys.of(trigger.id(), on.dedupe().evaluate(scope));
            }
        } catch (EvaluationException e) {
            alerts.filterFails(trigger, event.offset(), String.valueOf(e.getMessage()));
            note(trigger, event, key, failed, String.valueOf(e.getMessage()));
            return;
        }
        // Of an event that doesn't pass it isn't known whether its key could be told.
        if (passes || on.dedupe() == null) {
            alerts.filterWorks(trigger);
        }
        if (!passes) {
            return;
        }
        note(trigger, event, key, null, null);
    }

    private void note(
            StoredTrigger trigger, LoggedEvent event, String key, @Nullable String code, @Nullable String reason) {
        firings.add(new NewFiring(
                trigger.workflow(), trigger.name(), key, Causes.event(event.offset()), code, reason, TRIED_FOR));
    }
}
