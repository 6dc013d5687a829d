package dev.weft.api.trigger;

import dev.weft.api.event.EventTail;
import dev.weft.api.service.Plans;
import dev.weft.api.service.SavedTriggers;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.TriggerStore;
import io.dropwizard.lifecycle.Managed;
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
public final class TriggerWork implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerWork.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(20);
    private static final long GRACE_MILLIS = 10_000;
    private static final int DUE = 100;
    private static final int AT_ONCE = 4;

    private final EventTail tail;
    private final TriggerMatcher matcher;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final Firings starting;
    private final TriggerAlerts alerts;
    private final ScheduleKeeper schedules;
    private final DefinitionStore definitions;
    private final Plans plans;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-triggers").unstarted(this::work);
    private volatile boolean closed;

    public TriggerWork(
            Database database,
            EventTail tail,
            DefinitionStore definitions,
            Plans plans,
            TriggerTexts texts,
            Firings starting,
            ScheduleKeeper schedules,
            Clock clock) {
        this.tail = tail;
        this.alerts = new TriggerAlerts(database, clock);
        this.matcher = new TriggerMatcher(UUID.randomUUID().toString(), database, texts, alerts, clock);
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.starting = starting;
        this.schedules = schedules;
        this.definitions = definitions;
        this.plans = plans;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Ends the look that is under way, and lets another server take over. */
    @Override
    public void stop() throws InterruptedException {
        closed = true;
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    private void work() {
        try {
            while (!closed) {
                long news = tail.news();
                if (!look() && !closed) {
                    tail.await(news, SIGN_OF_LIFE);
                    // Where many events come, several are looked at together.
                    Thread.sleep(REST);
                }
            }
            matcher.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The database doesn't answer at the end", e);
        }
    }

    /** Looks once; whether there may be more at once. */
    private boolean look() throws InterruptedException {
        try {
            TriggerMatcher.Look look = matcher.look();
            if (look == TriggerMatcher.Look.ANOTHER) {
                return false;
            }
            if (look == TriggerMatcher.Look.TAKEN_OVER) {
                takeOver();
            }
            schedules.follow();
            boolean more = fire();
            alerts.clearOver();
            return more || look == TriggerMatcher.Look.MORE;
        } catch (RuntimeException e) {
            LOG.debug("Triggers can't be carried out now", e);
            // Whatever is out of reach, news of events don't bring it back.
            Thread.sleep(SIGN_OF_LIFE);
            return false;
        }
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
