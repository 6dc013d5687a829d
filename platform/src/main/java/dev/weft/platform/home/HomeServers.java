package dev.weft.platform.home;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.postgres.PostgresServer;
import dev.weft.platform.process.FileLock;
import dev.weft.platform.process.Folders;
import dev.weft.platform.process.ProcessMark;
import dev.weft.platform.temporal.TemporalBinary;
import dev.weft.platform.temporal.TemporalServer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Temporal and PostgreSQL of one home. What lives is kept, what is dead is started, whoever asks: a first {@code up}, a
 * later one, the supervisor. Thread safe, and safe beside other processes that do the same.
 */
public final class HomeServers {
    private final HomeSettings settings;
    private final Progress progress;

    public HomeServers(HomeSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Makes both servers run. Whatever fails, servers that this call started are stopped again, and a home that it made
     * is gone.
     */
    public RunningServers ensure() throws PlatformException {
        HomeFolder home = settings.home();
        if (!Files.exists(home.path())) {
            PortPlan.settle(settings.wishes(), WeftFile.NONE, Map.of());
        }
        if (!external() && HomeTemporal.survivor(home).isEmpty()) {
            TemporalBinary.locate(settings.environment(), progress);
        }
        boolean fresh = home.prepare(settings.environment());
        try {
            return ensureInPlace(home);
        } catch (PlatformException | RuntimeException e) {
            if (fresh) {
                Folders.delete(home.path());
            }
            throw e;
        }
    }

    /** Whether every server that this home is to run does, and none of them refuses everything. */
    public boolean alive() {
        WeftFile file = WeftFile.read(settings.home().weftFile());
        Map<Server, ProcessMark> living = living(file);
        return (external()
                        || (living.containsKey(Server.TEMPORAL)
                                && !TemporalServer.stuck(file.ports().get(Server.TEMPORAL_UI.key()))))
                && (externalDatabase().isPresent() || living.containsKey(Server.POSTGRES));
    }

    /** Records that the API serves at an address, from this JVM. */
    public void recordApi(String address) throws PlatformException {
        HomeFolder home = settings.home();
        try (FileLock lock = home.changeServers()) {
            WeftFile.read(home.weftFile())
                    .withApi(address, ProcessMark.ofThisJvm())
                    .write(home.weftFile());
        }
    }

    /** Stops the servers of a home, whichever process started them. What they keep on disk stays. */
    public static void stop(HomeFolder home, Environment environment, Progress progress) throws PlatformException {
        if (!Files.isDirectory(home.path())) {
            return;
        }
        try (FileLock lock = home.changeServers()) {
            Progress both = Progress.oneAtATime(progress);
            Beside<Boolean> other = Beside.start("temporal", () -> HomeTemporal.stop(home, both));
            HomePostgres.stop(home, environment, both);
            other.result();
            if (Files.exists(home.weftFile())) {
                WeftFile.read(home.weftFile()).stopped().write(home.weftFile());
            }
        }
    }

    private RunningServers ensureInPlace(HomeFolder home) throws PlatformException {
        List<AutoCloseable> started = new ArrayList<>();
        try (FileLock lock = home.changeServers()) {
            WeftFile last = WeftFile.read(home.weftFile());
            Map<Server, ProcessMark> living = living(last);
            Map<String, Integer> ports = PortPlan.settle(settings.wishes(), last, living);
            // Ports first: whoever is killed after the next line leaves servers that can be found.
            file(last, ports, living, Optional.empty()).write(home.weftFile());
            try {
                Progress both = Progress.oneAtATime(progress);
                Beside<Optional<TemporalServer>> other = Beside.start("temporal", () -> temporal(ports, both));
                Optional<PostgresServer> postgres;
                Optional<TemporalServer> temporal;
                try {
                    postgres = postgres(ports, both);
                    postgres.filter(server -> !living.containsValue(server.process()))
                            .ifPresent(started::add);
                } finally {
                    temporal = other.result();
                    temporal.filter(server -> !living.containsValue(server.process()))
                            .ifPresent(started::add);
                }
                temporal.ifPresent(server -> living.put(Server.TEMPORAL, server.process()));
                postgres.ifPresent(server -> living.put(Server.POSTGRES, server.process()));
                WeftFile file = file(last, ports, living, temporal);
                file.write(home.weftFile());
                return new RunningServers(
                        String.valueOf(file.temporal()),
                        Optional.ofNullable(file.temporalUi()),
                        externalDatabase().orElseGet(() -> HomePostgres.database(postgres.orElseThrow())),
                        port(ports, Server.WEFT));
            } catch (PlatformException | RuntimeException e) {
                undo(started, e);
                throw e;
            }
        }
    }

    private Optional<TemporalServer> temporal(Map<String, Integer> ports, Progress both) throws PlatformException {
        return external()
                ? Optional.empty()
                : Optional.of(HomeTemporal.ensure(
                        settings, port(ports, Server.TEMPORAL), port(ports, Server.TEMPORAL_UI), both));
    }

    private Optional<PostgresServer> postgres(Map<String, Integer> ports, Progress both) throws PlatformException {
        return externalDatabase().isPresent()
                ? Optional.empty()
                : Optional.of(HomePostgres.ensure(settings, port(ports, Server.POSTGRES), both));
    }

    private WeftFile file(
            WeftFile last,
            Map<String, Integer> ports,
            Map<Server, ProcessMark> living,
            Optional<TemporalServer> temporal) {
        Map<String, Long> pids = new LinkedHashMap<>();
        Map<String, ProcessMark> processes = new LinkedHashMap<>();
        living.forEach((server, process) -> {
            pids.put(server.key(), process.pid());
            processes.put(server.key(), process);
        });
        Environment environment = settings.environment();
        return new WeftFile(
                living.containsKey(Server.WEFT) ? last.api() : null,
                temporal.flatMap(TemporalServer::uiUrl)
                        .or(() -> environment.get("TEMPORAL_UI_URL"))
                        .orElse(null),
                temporal.map(TemporalServer::address)
                        .or(() -> environment.get("TEMPORAL_ADDRESS"))
                        .orElse(null),
                settings.home().token().toString(),
                pids,
                processes,
                ports);
    }

    private Map<Server, ProcessMark> living(WeftFile file) {
        Map<Server, ProcessMark> living = new EnumMap<>(Server.class);
        HomeFolder home = settings.home();
        file.living(Server.WEFT).ifPresent(mark -> living.put(Server.WEFT, mark));
        HomeTemporal.survivor(home).ifPresent(mark -> living.put(Server.TEMPORAL, mark));
        HomePostgres.survivor(home, settings.environment()).ifPresent(mark -> living.put(Server.POSTGRES, mark));
        return living;
    }

    private boolean external() {
        return settings.environment().get("TEMPORAL_ADDRESS").isPresent();
    }

    private Optional<Database> externalDatabase() {
        return Database.named(settings.environment());
    }

    private static int port(Map<String, Integer> ports, Server server) {
        return ports.getOrDefault(server.key(), server.defaultPort());
    }

    private static void undo(List<AutoCloseable> started, Exception why) {
        for (AutoCloseable server : started) {
            try {
                server.close();
            } catch (Exception e) {
                why.addSuppressed(e);
            }
        }
    }
}
