package dev.weft.platform.temporal;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.Logs;
import dev.weft.platform.process.Ports;
import dev.weft.platform.process.ProcessMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server with a SQLite file, on the loopback interface. It outlives this JVM; whoever started it closes
 * it, or a later JVM stops it by its mark. Thread safe.
 *
 * @param process the server
 * @param port of its gRPC service
 * @param uiPort of its web UI; {@code null} for none
 */
public record TemporalServer(
        ProcessMark process, int port, @Nullable Integer uiPort) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * Starts a server and waits until namespace {@code default} answers.
     *
     * @throws PlatformException of code NOT_STARTED with the end of its log
     */
    public static TemporalServer start(TemporalSettings settings) throws PlatformException {
        int httpPort = Ports.free();
        ProcessMark process = Daemon.start(settings.pidFile(), settings.log(), Map.of(), command(settings, httpPort));
        TemporalNamespace namespace = new TemporalNamespace(httpPort);
        boolean up = Await.until(PATIENCE, () -> !process.alive() || namespace.answers());
        if (!up || !process.alive()) {
            Daemon.stop(process, "TERM", GRACE);
            throw new PlatformException(
                    Code.NOT_STARTED,
                    "Expected the Temporal server to answer on port %d within %d s, but it %s. %s"
                            .formatted(
                                    settings.port(),
                                    PATIENCE.toSeconds(),
                                    up ? "ended" : "did not",
                                    Logs.tail(settings.log())));
        }
        namespace.keep(settings.retention());
        return new TemporalServer(process, settings.port(), settings.uiPort());
    }

    /** A server that an earlier JVM started in the folder and that still lives; it is found by its pid file. */
    public static Optional<ProcessMark> survivor(TemporalSettings settings) {
        return Daemon.readPid(settings.pidFile())
                .flatMap(ProcessMark::of)
                .filter(mark -> mark.runs(settings.database().toString()));
    }

    /** {@code host:port} of its gRPC service. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Address of its web UI. */
    public Optional<String> uiUrl() {
        return Optional.ofNullable(uiPort).map(ui -> "http://127.0.0.1:" + ui);
    }

    /** Whether the process is there, listens, and has a database that does not refuse it all. */
    public boolean healthy() {
        return process.alive() && Ports.answers(port) && !stuck(uiPort);
    }

    /** Whether the server with a web UI at the port refuses everything, as its database is stuck (ADR 69). */
    public static boolean stuck(@Nullable Integer uiPort) {
        return uiPort != null && new TemporalNamespace(uiPort).stuck();
    }

    /** Stops the server. */
    @Override
    public void close() {
        Daemon.stop(process, "TERM", GRACE);
    }

    // Why each value: docs/operations.md, "The embedded Temporal server".
    private static List<String> command(TemporalSettings settings, int httpPort) {
        List<String> command = new ArrayList<>(List.of(settings.binary().toString(), "server", "start-dev"));
        command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(settings.port())));
        command.addAll(List.of("--http-port", Integer.toString(httpPort)));
        if (settings.uiPort() == null) {
            command.add("--headless");
        } else {
            command.addAll(List.of("--ui-port", settings.uiPort().toString()));
        }
        command.addAll(List.of("--db-filename", settings.database().toString(), "--log-level", "error"));
        settings.namespaces().forEach(name -> command.addAll(List.of("--namespace", name)));
        for (String value : List.of(
                "history.transferProcessorMaxPollRPS=2000",
                "history.timerProcessorMaxPollRPS=2000",
                "history.visibilityProcessorMaxPollRPS=500",
                "history.maximumBufferedEventsBatch=2000",
                "history.MaxBufferedQueryCount=100",
                "system.enableActivityEagerExecution=true",
                "matching.useNewMatcher=true",
                "matching.enableFairness=true",
                "matching.numTaskqueueReadPartitions=1",
                "matching.numTaskqueueWritePartitions=1",
                "system.forceSearchAttributesCacheRefreshOnRead=false",
                "system.namespaceCacheRefreshInterval=\"250ms\"",
                "history.timerProcessorMaxTimeShift=\"10ms\"")) {
            command.addAll(List.of("--dynamic-config-value", value));
        }
        if (settings.sync() == Sync.NORMAL) {
            command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
        }
        return command;
    }
}
