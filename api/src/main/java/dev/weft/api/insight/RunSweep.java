package dev.weft.api.insight;

import dev.weft.api.figure.SeenRun;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunLister;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.store.Database;
import dev.weft.api.store.SeenRunStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to lists what the event log doesn't tell of runs: that they began where no worker has taken them up, all of them where
 * their worker has no log, their end by force where no worker is left to tell it, and that Temporal has one no longer. It asks Temporal's
 * visibility every second, of several servers one at a time. Thread safe.
 */
public final class RunSweep implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);
    private static final int PAGE = 200;

    /** Of those of which the log tells: what it doesn't is rare. */
    private static final int TOLD = 50;

    /** So much later than it happens visibility may show something. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** So old a run is shown by visibility, if Temporal has it. */
    private static final Duration SHOWN = Duration.ofMinutes(1);

    /** How many runs that visibility doesn't show are asked for at once. */
    private static final int MISSED = 10;

    private final Database database;
    private final SeenRunStore store;
    private final Gateway gateway;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-run-sweep").factory());

    public RunSweep(Database database, SeenRunStore store, Gateway gateway, Clock clock) {
        this.database = database;
        this.store = store;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    private void sweep() {
        try {
            boolean unused = database.together(() -> {
                Optional<Instant> until = store.takeSweep();
                until.ifPresent(from -> {
                    begun(from);
                    open(store.look(false, PAGE));
                    open(store.look(true, TOLD));
                });
                return until.isPresent();
            });
        } catch (RuntimeException e) {
            LOG.debug("Lists can't be compared with Temporal now", e);
        }
    }

    /** Those that began, or began once more, since. */
    private void begun(Instant from) {
        RunFilter filter = RunFilter.ofStartedSince(from.isAfter(Instant.EPOCH) ? from.minus(LATE) : from);
        Instant until = from;
        byte[] position = null;
        do {
            RunLister.Runs page = gateway.lister().list(filter, PAGE, position);
            show(page.items());
            for (RunSummary run : page.items()) {
                until = run.executedAt().isAfter(until) ? run.executedAt() : until;
            }
            position = page.next();
        } while (position != null);
        store.swept(until);
    }

    private void open(List<SeenRun> runs) {
        if (runs.isEmpty()) {
            return;
        }
        List<RunSummary> shown =
                gateway.lister().among(runs.stream().map(SeenRun::run).toList());
        show(shown);
        Set<String> known = shown.stream().map(RunSummary::run).collect(Collectors.toSet());
        Instant old = clock.instant().minus(SHOWN);
        Stream<String> missed = runs.stream()
                .filter(run -> !known.contains(run.run()) && run.startedAt().isBefore(old))
                .map(SeenRun::run)
                .limit(MISSED);
        store.forget(
                missed.filter(run -> gateway.reader().describe(run).isEmpty()).toList());
    }

    private void show(Collection<RunSummary> runs) {
        runs.forEach(run -> store.shown(seen(run), run.executedAt()));
    }

    private static SeenRun seen(RunSummary run) {
        Instant ended = run.endedAt();
        return new SeenRun(
                run.run(),
                run.workflow(),
                run.revision(),
                0,
                run.startedAt(),
                ended,
                run.labels(),
                null,
                run.startedBy(),
                run.parent(),
                run.execution(),
                new SeenRun.Stand(run.status().name(), run.progress(), run.waitingFor()),
                false,
                ended == null ? Instant.EPOCH : ended);
    }
}
