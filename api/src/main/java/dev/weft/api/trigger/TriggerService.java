package dev.weft.api.trigger;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.FiringBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.TriggerBody;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.model.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Triggers, for callers. Thread safe. */
public final class TriggerService {
    private static final int SHOWN = 5;

    private final TriggerStore triggers;
    private final FiringStore firings;
    private final DefinitionStore definitions;
    private final TriggerTexts texts;
    private final Clock clock;

    public TriggerService(Database database, TriggerTexts texts, Clock clock) {
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.definitions = new DefinitionStore(database);
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Triggers by id.
     *
     * @param workflow whose they are; {@code null} for all
     * @param after id of the last one before; empty for the first
     */
    public Page<TriggerBody> list(@Nullable String workflow, String after, int limit, Caller caller) {
        List<StoredTrigger> page = triggers.list(workflow, after, limit);
        return new Page<>(
                page.stream()
                        .filter(trigger -> caller.isGlobal()
                                || definitions
                                        .labels(trigger.workflow())
                                        .filter(caller::holdsFor)
                                        .isPresent())
                        .map(trigger -> body(trigger, SHOWN))
                        .toList(),
                page.size() == limit ? page.getLast().id() : null);
    }

    /**
     * One trigger.
     *
     * @param next how many of the next times of a schedule
     */
    public TriggerBody show(String workflow, String name, int next) {
        return body(find(workflow, name), next);
    }

    /** What it had to start, newest first. */
    public Page<FiringBody> firings(String workflow, String name, long before, int limit) {
        find(workflow, name);
        List<StoredFiring> page = firings.of(workflow, name, before, limit);
        return new Page<>(
                page.stream().map(FiringBody::of).toList(),
                page.size() == limit ? Long.toString(page.getLast().id()) : null);
    }

    /** It starts no run until it goes on; what comes meanwhile by event or time is left out. */
    public TriggerBody pause(String workflow, String name, Caller caller) {
        find(workflow, name);
        if (!triggers.pause(workflow, name, caller.user())) {
            throw ApiException.conflict(
                    "already_paused",
                    "Expected a trigger that goes on, but «" + workflow + "." + name + "» is paused.");
        }
        return body(find(workflow, name), SHOWN);
    }

    /** It starts runs again, by what comes from now on. */
    public TriggerBody resume(String workflow, String name) {
        find(workflow, name);
        if (!triggers.pause(workflow, name, null)) {
            throw ApiException.conflict(
                    "not_paused", "Expected a paused trigger, but «" + workflow + "." + name + "» goes on.");
        }
        return body(find(workflow, name), SHOWN);
    }

    /**
     * Has what was given up tried again.
     *
     * @param firing its number; {@code null} for all
     */
    public int retry(String workflow, String name, @Nullable Long firing) {
        find(workflow, name);
        int retried = firings.again(workflow, name, firing, TriggerMatcher.TRIED_FOR);
        if (firing != null && retried == 0) {
            throw ApiException.conflict(
                    "not_dead", "Expected a firing of this trigger that was given up, but " + firing + " is none.");
        }
        return retried;
    }

    StoredTrigger find(String workflow, String name) {
        return triggers.find(workflow, name).orElseThrow(() -> ApiException.notFound("trigger", workflow + "." + name));
    }

    private TriggerBody body(StoredTrigger trigger, int next) {
        Trigger text = texts.of(trigger).orElse(null);
        List<Instant> times = text instanceof Trigger.Schedule schedule && trigger.isActive()
                ? ScheduleTimes.after(schedule, clock.instant(), next)
                : null;
        return TriggerBody.of(
                trigger,
                text == null ? Map.of() : says(trigger, text),
                firings.counts(trigger.workflow(), trigger.name()),
                times);
    }

    private static Map<String, Object> says(StoredTrigger trigger, Trigger text) {
        Map<String, Object> says = new LinkedHashMap<>();
        switch (text) {
            case Trigger.Schedule schedule -> {
                says.put("cron", schedule.cron());
                says.put("timezone", schedule.timezone());
                says.put("overlap", schedule.overlap().name().toLowerCase(Locale.ROOT));
            }
            case Trigger.OnEvent event -> {
                says.put("type", event.type());
                if (event.filter() != null) {
                    says.put("filter", event.filter().text());
                }
            }
            case Trigger.Webhook hook -> {
                says.put("path", "/api/hooks/" + trigger.id());
                says.put("secret", hook.secret());
                if (hook.filter() != null) {
                    says.put("filter", hook.filter().text());
                }
            }
        }
        return says;
    }
}
