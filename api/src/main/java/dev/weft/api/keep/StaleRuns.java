package dev.weft.api.keep;

import dev.weft.api.store.SeenRunStore;
import dev.weft.worker.protocol.RunStatus;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels runs that haven't moved for as long as somebody has configured, every ten minutes. Several servers may do so at once. */
public final class StaleRuns implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(StaleRuns.class);
    private static final int MINUTES = 10;
    private static final int AT_ONCE = 100;

    private final SeenRunStore runs;
    private final Consumer<String> cancel;
    private final Map<RunStatus, Duration> after;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-stale-runs").factory());

    /**
     * @param cancel cancels a run by its id
     * @param after how long by status; empty where none is cancelled
     */
    public StaleRuns(SeenRunStore runs, Consumer<String> cancel, Map<RunStatus, Duration> after, Clock clock) {
        this.runs = runs;
        this.cancel = cancel;
        this.after = Map.copyOf(after);
        this.clock = clock;
    }

    @Override
    public void start() {
        if (!after.isEmpty()) {
            var unused = timer.scheduleWithFixedDelay(this::once, 1, MINUTES, TimeUnit.MINUTES);
        }
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    /** Cancels those that are stale now, some at a time. */
    public void once() {
        after.forEach((status, age) -> {
            try {
                runs.unmoved(status, clock.instant().minus(age), AT_ONCE).forEach(run -> {
                    LOG.warn(
                            "Run {} is cancelled: {}, and nothing has changed since {}", run.run(), status, run.asOf());
                    cancel.accept(run.run());
                });
            } catch (RuntimeException e) {
                LOG.warn("Stale runs can't be cancelled now: {}", e.toString());
            }
        });
    }
}
