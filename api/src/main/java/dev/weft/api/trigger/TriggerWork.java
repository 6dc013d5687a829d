package dev.weft.api.trigger;

import dev.weft.api.event.EventTail;
import dev.weft.api.event.LogFollower;
import dev.weft.api.service.Plans;
import dev.weft.api.service.SavedTriggers;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.TriggerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries triggers out, as long as the server runs. Of several servers one does it. Thread safe. */
public final class TriggerWork {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerWork.class);
    private static final int DUE = 100;
    private static final int AT_ONCE = 4;

    private final TriggerMatcher matcher;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final Firings starting;
    private final TriggerAlerts alerts;
    private final ScheduleKeeper schedules;
    private final DefinitionStore definitions;
    private final Plans plans;

    private TriggerWork(
            Database database,
            DefinitionStore definitions,
            Plans plans,
            TriggerTexts texts,
            Firings starting,
            ScheduleKeeper schedules,
            Clock clock) {
        this.alerts = new TriggerAlerts(database, clock);
        this.matcher = new TriggerMatcher(UUID.randomUUID().toString(), database, texts, alerts, clock);
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.starting = starting;
        this.schedules = schedules;
        this.definitions = definitions;
        this.plans = plans;
    }

    /** What does it once it is started. */
    public static LogFollower of(
            Database database,
            EventTail tail,
            DefinitionStore definitions,
            Plans plans,
            TriggerTexts texts,
            Firings starting,
            ScheduleKeeper schedules,
            Clock clock) {
        TriggerWork work = new TriggerWork(database, definitions, plans, texts, starting, schedules, clock);
        return new LogFollower("weft-triggers", tail, LogFollower.TOGETHER, work::look, work.matcher::leave);
    }

    private Duration look() throws InterruptedException {
        TriggerMatcher.Look look = matcher.look();
        if (look == TriggerMatcher.Look.ANOTHER) {
            return LogFollower.SIGN_OF_LIFE;
        }
        if (look == TriggerMatcher.Look.TAKEN_OVER) {
            takeOver();
        }
        schedules.follow();
        boolean more = fire();
        alerts.clearOver();
        return more || look == TriggerMatcher.Look.MORE ? Duration.ZERO : LogFollower.SIGN_OF_LIFE;
    }

    private void takeOver() {
        for (String id : triggers.unknown()) {
            definitions
                    .current(id)
                    .ifPresent(revision -> triggers.follow(
                            revision,
                            SavedTriggers.of(plans.of(revision.document()).definition())));
        }
        triggers.compareAll();
    }

    /** Tries those that are due; whether there may be more. */
    private boolean fire() throws InterruptedException {
        List<StoredFiring> due = firings.due(DUE);
        if (due.isEmpty()) {
            return false;
        }
        Map<StoredFiring, Firings.Attempt> attempts = new ConcurrentHashMap<>();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (StoredFiring firing : due) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        attempts.put(firing, starting.attempt(firing));
                    } catch (RuntimeException e) {
                        LOG.debug("Firing {} can't be tried now", firing.id(), e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        Map<String, StoredFiring> failing = new LinkedHashMap<>();
        for (StoredFiring firing : due) {
            if (attempts.get(firing) instanceof Firings.Attempt.Failed failed
                    && failed.code() != null
                    && failing.putIfAbsent(firing.triggerId(), firing) == null) {
                LOG.warn("Trigger {} can't start its run: {}", firing.triggerId(), failed.reason());
                alerts.fails(firing, failed.code(), failed.reason());
            }
        }
        return due.size() == DUE && attempts.size() == DUE;
    }
}
