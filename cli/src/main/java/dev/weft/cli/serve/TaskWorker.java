package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.WorkerVersion;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.delivery.DeliveryWorker;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.room.Capacity;
import dev.weft.worker.secret.SecretProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker with everything that does the work of tasks. Thread safe. */
public final class TaskWorker implements AutoCloseable {
    private final ActionRuntime runtime;
    private final WeftWorker worker;
    private final DeliveryWorker deliveries;
    private final List<SecretProvider> secrets;
    private final @Nullable WorkerDatabase database;

    private TaskWorker(
            ActionRuntime runtime,
            WeftWorker worker,
            DeliveryWorker deliveries,
            List<SecretProvider> secrets,
            @Nullable WorkerDatabase database) {
        this.runtime = runtime;
        this.worker = worker;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.database = database;
    }

    /**
     * Starts to poll.
     *
     * @param version the build it is of; {@code null} for none
     * @param database takes what its runs tell and keeps their outputs; closed with the worker; {@code null} for none
     * @param large where large values are; remains the caller's to close
     */
    static TaskWorker start(
            TemporalConnection temporal,
            HomeFolder home,
            Environment environment,
            @Nullable WorkerVersion version,
            @Nullable WorkerDatabase database,
            LargeValueStore large)
            throws StartException {
        try {
            WorkerSettings settings = WorkerSettings.fromEnvironment(home.path(), environment.variables());
            EventSink events = database == null ? null : database.events();
            ActionRuntime runtime =
                    ActionRuntime.open(settings, events, large, database == null ? null : database.logs());
            return new TaskWorker(
                    runtime,
                    WeftWorker.start(
                            temporal.client(),
                            new TaskActivity(runtime),
                            WorkerLimits.DEFAULT.having(Capacity.fromEnvironment(environment.variables())),
                            version,
                            events,
                            database == null ? null : database.results(),
                            large),
                    DeliveryWorker.start(temporal.client(), runtime.delivery()),
                    settings.secrets(),
                    database);
        } catch (IOException e) {
            throw new StartException(
                    "Expected to make the worker's folders in " + home.path() + ", but: " + e.getMessage(), e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether a secret is where this worker looks; where a place can't be reached, it may be there. */
    boolean hasSecret(String name) {
        for (SecretProvider provider : secrets) {
            try {
                if (provider.find(name).isPresent()) {
                    return true;
                }
            } catch (IOException unreachable) {
                return true;
            }
        }
        return false;
    }

    /**
     * A secret from where this worker looks.
     *
     * @throws IOException where a place can't be reached, and no place before knows it
     */
    Optional<String> secret(String name) throws IOException {
        return secret(secrets, name);
    }

    /** A secret from the first place that knows it. */
    static Optional<String> secret(List<SecretProvider> secrets, String name) throws IOException {
        for (SecretProvider provider : secrets) {
            Optional<String> found = provider.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        deliveries.close();
        worker.close();
        runtime.close();
        if (database != null) {
            database.close();
        }
    }
}
