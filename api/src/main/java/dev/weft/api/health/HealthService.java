package dev.weft.api.health;

import dev.weft.api.ApiSettings;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.TaskQueueReader;
import dev.weft.api.store.Database;
import dev.weft.api.store.PublisherStore;
import dev.weft.worker.protocol.WeftLease;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at all that the platform stands on. Thread safe; an answer takes some milliseconds, or seconds in an outage. */
public final class HealthService {
    private static final int TEMPORAL_COST = 60;
    private static final int DATABASE_COST = 60;
    private static final int NO_WORKER_COST = 40;
    private static final int BACKLOG_COST = 10;
    private static final long LONG_BACKLOG = 1000;

    private final Gateway gateway;
    private final Database database;
    private final DiskCheck disk;
    private final StuckCheck stuck;
    private final EventsCheck events;
    private final Clock clock;
    private final String version;
    private final boolean bounded;

    public HealthService(Gateway gateway, Database database, ApiSettings settings, Clock clock) {
        this.gateway = gateway;
        this.database = database;
        this.disk = new DiskCheck(settings.home());
        this.stuck = new StuckCheck(gateway.stuck());
        this.events = new EventsCheck(new PublisherStore(database), clock);
        this.clock = clock;
        this.version = settings.version();
        this.bounded = settings.maxRuns() != null;
    }

    /** Whether requests can be served. */
    public List<Check> readiness() {
        return List.of(temporal(), database());
    }

    /** Everything. */
    public Health look() {
        List<Check> checks = new ArrayList<>();
        Check temporal = temporal();
        checks.add(temporal);
        TaskQueueReader.@Nullable Queue queue = temporal.cost() == 0 ? queue() : null;
        List<TaskQueueReader.Worker> workers = queue == null ? List.of() : queue.polling(clock.instant());
        if (queue != null) {
            checks.add(workers(queue, workers));
            checks.add(backlog(queue.backlog()));
            checks.add(stuck.look());
        }
        Check stored = database();
        checks.add(stored);
        if (stored.cost() == 0) {
            checks.add(events.look());
        }
        checks.add(disk.look());
        int score = Health.score(checks);
        return new Health(
                score,
                Health.level(score),
                version,
                temporal.cost() == 0 ? open() : null,
                queue == null ? null : queue.backlog(),
                bounded && !workers.isEmpty() ? queuedRuns() : null,
                workers,
                resources(),
                checks);
    }

    private Check temporal() {
        try {
            return Check.ok("temporal", "Server " + gateway.queue().serverVersion() + " answers.");
        } catch (RuntimeException e) {
            return Check.failed(
                    "temporal",
                    TEMPORAL_COST,
                    "Temporal does not answer: runs wait, and go on once it does. Start it.");
        }
    }

    private Check database() {
        return database.answers(2)
                ? Check.ok("database", "PostgreSQL answers.")
                : Check.failed(
                        "database",
                        DATABASE_COST,
                        "PostgreSQL does not answer: runs go on, but none can be started. Start it.");
    }

    private static Check workers(TaskQueueReader.Queue queue, List<TaskQueueReader.Worker> workers) {
        return workers.isEmpty()
                ? Check.failed("workers", NO_WORKER_COST, queue.unserved())
                : Check.ok("workers", workers.size() + (workers.size() == 1 ? " worker polls." : " workers poll."));
    }

    private static Check backlog(long backlog) {
        return backlog < LONG_BACKLOG
                ? Check.ok("backlog", backlog + " tasks wait for a worker.")
                : Check.warning(
                        "backlog", BACKLOG_COST, backlog + " tasks wait for a worker. More workers would help.");
    }

    private TaskQueueReader.@Nullable Queue queue() {
        try {
            return gateway.queue().describe();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private @Nullable Long open() {
        try {
            return gateway.lister().countOpen();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private @Nullable Integer queuedRuns() {
        try {
            return gateway.leases().waiting(WeftLease.id(WeftLease.Kind.PLATFORM, WeftLease.PLATFORM_KEY));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Health.Resources resources() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Health.Resources(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                heap.getUsed(),
                heap.getMax(),
                disk.free(),
                disk.total());
    }
}
