package dev.weft.api.log;

import dev.weft.api.store.LogStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes lines of runs' logs that are kept no longer, every ten minutes. Several servers may do so at once. */
public final class LogPruning implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(LogPruning.class);
    private static final int MINUTES = 10;

    private final LogStore store;
    private final LogBounds bounds;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-log-pruning").factory());

    public LogPruning(LogStore store, LogBounds bounds, Clock clock) {
        this.store = store;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::prune, 0, MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    private void prune() {
        try {
            long deleted = store.cut(clock.instant().minus(bounds.keep()), bounds.lines());
            LOG.debug("{} lines of runs' logs are deleted", deleted);
        } catch (RuntimeException e) {
            LOG.warn("Old lines of runs' logs can't be deleted now: {}", e.toString());
        }
    }
}
