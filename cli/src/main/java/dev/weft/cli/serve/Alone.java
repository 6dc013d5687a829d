package dev.weft.cli.serve;

import dev.weft.api.AccessSettings;
import dev.weft.api.ApiServer;
import dev.weft.api.ApiSettings;
import dev.weft.api.ApiStartException;
import dev.weft.api.InsightSettings;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.PluginFolder;
import dev.weft.cli.Weft;
import dev.weft.definitions.blob.Blobs;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.home.Database;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.CurrentVersion;
import dev.weft.worker.WorkerVersion;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.secret.SecretProvider;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API or worker as a process of its own, on servers that run elsewhere: the parts of a larger installation. */
public final class Alone {
    private final HomeFolder home;
    private final Environment environment;
    private final Progress progress;

    public Alone(HomeFolder home, Environment environment, Progress progress) {
        this.home = home;
        this.environment = environment;
        this.progress = progress;
    }

    /** Serves the API until this process is told to end. */
    public void api(String host, int port, @Nullable Path definitions, @Nullable Path agents)
            throws PlatformException, InterruptedException {
        Database database = Database.named(environment)
                .orElseThrow(
                        () -> new CliException(
                                Exit.WRONG_USE,
                                "Expected WEFT_DATABASE_URL=jdbc:postgresql://HOST/DATABASE, but it is not set. «weft up» brings its own."));
        PluginFolder.refuseBroken();
        List<SecretProvider> secrets = secrets();
        Sealer sealer = PayloadKeys.open(home, environment);
        try (Shutdown shutdown = new Shutdown();
                TemporalConnection temporal = connect("server", sealer);
                Blobs blobs = blobs(sealer);
                ApiServer api = ApiServer.start(new ApiSettings(
                        host,
                        port,
                        settings(database),
                        temporal.client(),
                        environment.get("TEMPORAL_UI_URL").map(URI::create).orElse(null),
                        home.path(),
                        home.token(),
                        Optional.ofNullable(definitions).stream().toList(),
                        Optional.ofNullable(agents).stream().toList(),
                        true,
                        // Its workers are other processes, which may have secrets of their own.
                        null,
                        Weft.VERSION,
                        decisionKeys(home, environment),
                        maxRuns(environment),
                        new LargeValueStore(blobs),
                        access(environment),
                        insight(environment),
                        name -> TaskWorker.secret(secrets, name)))) {
            progress.say("weft ready: " + api.uri());
            shutdown.await();
        } catch (ApiStartException e) {
            throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Works until this process is told to end.
     *
     * @param build which it is of; {@code null} for none
     */
    public void worker(@Nullable WorkerBuild build) throws PlatformException, InterruptedException {
        WorkerVersion version = build == null ? null : build.version();
        PluginFolder.refuseBroken();
        Sealer sealer = PayloadKeys.open(home, environment);
        WorkerMetrics metrics = null;
        try (Shutdown shutdown = new Shutdown();
                TemporalConnection temporal = connect("worker", sealer);
                Blobs blobs = blobs(sealer);
                TaskWorker worker = TaskWorker.start(
                        temporal, home, environment, version, database(), new LargeValueStore(blobs))) {
            if (build != null && build.current()) {
                makeCurrent(temporal, build.version());
            }
            metrics = WorkerMetrics.start(environment).orElse(null);
            progress.say(
                    "weft worker ready: " + environment.get("TEMPORAL_ADDRESS").orElse(""));
            if (metrics != null) {
                progress.say("metrics: " + metrics.address());
            }
            if (build != null) {
                progress.say(build.standing());
            }
            shutdown.await();
        } catch (StartException e) {
            throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
        } finally {
            if (metrics != null) {
                metrics.close();
            }
        }
    }

    /** Where this server looks for the secrets of hooks. */
    private List<SecretProvider> secrets() {
        try {
            return WorkerSettings.fromEnvironment(home.path(), environment.variables())
                    .secrets();
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()));
        }
    }

    private Blobs blobs(Sealer sealer) {
        try {
            return LargePlaces.open(home, environment, sealer);
        } catch (StartException e) {
            throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** What the worker has of the database; {@code null} where none is named. */
    private @Nullable WorkerDatabase database() {
        return Database.named(environment)
                .map(database -> WorkerDatabase.to(settings(database)))
                .orElse(null);
    }

    private static ApiSettings.DatabaseSettings settings(Database database) {
        return new ApiSettings.DatabaseSettings(database.url(), database.user(), database.password());
    }

    private static void makeCurrent(TemporalConnection temporal, WorkerVersion version) throws InterruptedException {
        try {
            CurrentVersion.set(temporal.client(), version);
        } catch (StatusRuntimeException e) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected the server to make build '%s' of '%s' current, but it answered %s."
                            .formatted(version.buildId(), version.deployment(), e.getStatus()));
        }
    }

    /** Where the keys are that decisions are signed with. */
    static Path decisionKeys(HomeFolder home, Environment environment) {
        return environment
                .get("WEFT_DECISION_KEYS")
                .map(Path::of)
                .orElse(home.path().resolve("decision-keys"));
    }

    /** How many runs go on at once; {@code null} for no bound. */
    static @Nullable Integer maxRuns(Environment environment) {
        return environment
                .get(ApiSettings.MAX_RUNS)
                .map(text -> {
                    if (!text.matches("[1-9]\\d{0,8}")) {
                        throw new CliException(
                                Exit.WRONG_USE,
                                "Expected %s to be a whole number from 1, such as 20, but found '%s'. Leave it out for no bound."
                                        .formatted(ApiSettings.MAX_RUNS, text));
                    }
                    return Integer.valueOf(text);
                })
                .orElse(null);
    }

    /** How callers are let in. */
    static AccessSettings access(Environment environment) {
        try {
            return AccessSettings.of(environment::get);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()));
        }
    }

    /** What operators are told. */
    static InsightSettings insight(Environment environment) {
        try {
            return InsightSettings.of(environment::get);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()));
        }
    }

    private TemporalConnection connect(String role, Sealer sealer) throws PlatformException {
        String address = environment
                .get("TEMPORAL_ADDRESS")
                .orElseThrow(() -> new CliException(
                        Exit.WRONG_USE,
                        "Expected TEMPORAL_ADDRESS=HOST:PORT, but it is not set. «weft up» brings its own server."));
        home.prepare(environment);
        ServeLog.writeTo(home.logs().resolve(role + ".log"));
        return TemporalConnection.to(address, environment, sealer);
    }
}
