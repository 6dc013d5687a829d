package dev.weft.cli.serve;

import dev.weft.api.ApiServer;
import dev.weft.api.ApiSettings;
import dev.weft.api.ApiStartException;
import dev.weft.cli.Weft;
import dev.weft.definitions.blob.Blobs;
import dev.weft.platform.Environment;
import dev.weft.platform.home.Database;
import dev.weft.platform.home.RunningServers;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API and worker in this process. */
public final class Serving implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final TemporalConnection temporal;
    private final TaskWorker worker;
    private final ApiServer api;
    private final Blobs blobs;

    private Serving(TemporalConnection temporal, TaskWorker worker, ApiServer api, Blobs blobs) {
        this.blobs = blobs;
        this.temporal = temporal;
        this.worker = worker;
        this.api = api;
    }

    /** Starts both. */
    static Serving start(UpOptions options, Environment environment, RunningServers running) throws StartException {
        Sealer sealer = PayloadKeys.open(options.home(), environment);
        Blobs blobs = LargePlaces.open(options.home(), environment, sealer);
        TemporalConnection temporal = TemporalConnection.to(running.temporal(), environment, sealer);
        LargeValueStore large = new LargeValueStore(blobs);
        TaskWorker worker = null;
        try {
            worker = TaskWorker.start(
                    temporal,
                    options.home(),
                    environment,
                    null,
                    WorkerDatabase.to(settings(running.database())),
                    large);
            return new Serving(temporal, worker, api(options, environment, running, temporal, worker, large), blobs);
        } catch (ApiStartException e) {
            close(worker, temporal, blobs);
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StartException | RuntimeException e) {
            close(worker, temporal, blobs);
            throw e;
        }
    }

    /** Where the API listens. */
    String address() {
        return api.uri().toString();
    }

    @Override
    public void close() {
        api.close();
        close(worker, temporal, blobs);
    }

    private static ApiServer api(
            UpOptions options,
            Environment environment,
            RunningServers running,
            TemporalConnection temporal,
            TaskWorker worker,
            LargeValueStore large)
            throws ApiStartException {
        return ApiServer.start(new ApiSettings(
                LOOPBACK,
                running.apiPort(),
                settings(running.database()),
                temporal.client(),
                running.temporalUi().map(URI::create).orElse(null),
                options.home().path(),
                options.home().token(),
                folder(options.definitions()),
                folder(options.agents()),
                true,
                worker::hasSecret,
                Weft.VERSION,
                Alone.decisionKeys(options.home(), environment),
                Alone.maxRuns(environment),
                large,
                Alone.access(environment).withTls(null),
                Alone.insight(environment),
                worker::secret));
    }

    private static ApiSettings.DatabaseSettings settings(Database database) {
        return new ApiSettings.DatabaseSettings(database.url(), database.user(), database.password());
    }

    private static List<Path> folder(@Nullable Path folder) {
        return Optional.ofNullable(folder).map(List::of).orElse(List.of());
    }

    private static void close(@Nullable TaskWorker worker, TemporalConnection temporal, Blobs blobs) {
        if (worker != null) {
            worker.close();
        }
        temporal.close();
        blobs.close();
    }
}
