package dev.weft.api.keep;

import dev.weft.api.insight.EventCut;
import dev.weft.api.store.OldRowStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is kept no longer, every ten minutes. Several servers may do so at once. */
public final class Upkeep implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int MINUTES = 10;

    /** A history may be read again until Temporal has deleted it, which takes it a while. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final EventCut events;
    private final OldRowStore rows;
    private final Supplier<Duration> retention;
    private final KeepBounds bounds;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-upkeep").factory());

    /**
     * @param retention how long Temporal keeps runs that have ended: as long as it does, their events would come again
     */
    public Upkeep(EventCut events, OldRowStore rows, Supplier<Duration> retention, KeepBounds bounds, Clock clock) {
        this.events = events;
        this.rows = rows;
        this.retention = retention;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::prune, 1, MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    private void prune() {
        try {
            once();
        } catch (RuntimeException e) {
            LOG.warn("What is old can't be deleted now: {}", e.toString());
        }
    }

    /** Deletes all of it that is too old now. */
    public void once() {
        Instant now = clock.instant();
        long deleted = rows.cutDeliveries(now.minus(bounds.deliveries()));
        deleted += rows.cutFirings(now.minus(bounds.firings()));
        deleted += rows.cutAnswers(now.minus(bounds.answers()));
        deleted += rows.cutResults(now.minus(bounds.results()));
        Duration least = retention.get().plus(MARGIN);
        Instant before = now.minus(bounds.events().compareTo(least) > 0 ? bounds.events() : least);
        int cut;
        do {
            cut = events.once(before);
            deleted += cut;
        } while (cut > 0 && !Thread.currentThread().isInterrupted());
        LOG.debug("{} old rows are deleted", deleted);
    }
}
