package dev.weft.platform.postgres;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.Progress;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.Logs;
import dev.weft.platform.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL on the loopback interface, with one user, {@code weft}, and database {@code postgres}. It outlives
 * this JVM; whoever started it closes it, or a later JVM stops it by its mark. Thread safe.
 *
 * @param process the postmaster
 * @param password of user {@code weft}
 */
public record PostgresServer(ProcessMark process, int port, String password) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    /**
     * Starts a server on its data, which is made where it is missing, and waits until it answers. What a killed server
     * left behind is recovered.
     */
    public static PostgresServer start(PostgresSettings settings, Progress progress) throws PlatformException {
        Path programs = PostgresBinaries.locate(settings.environment(), progress);
        String password = PostgresData.prepare(settings, programs);
        PostmasterFile.clear(settings.data());
        List<String> command = PostgresUser.command(command(settings, programs));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ProcessMark process = Daemon.start(settings.pidFile(), settings.log(), ENVIRONMENT, command);
            PostgresServer server = new PostgresServer(process, settings.port(), password);
            boolean up = Await.until(PATIENCE, () -> !process.alive() || server.healthy());
            if (up && process.alive()) {
                return server;
            }
            server.close();
            String words = Logs.tail(settings.log());
            // The children of a killed server hold its memory until they notice.
            if (!words.contains("is still in use") || System.nanoTime() > end) {
                throw new PlatformException(
                        Code.NOT_STARTED,
                        "Expected PostgreSQL to answer on port %d within %d s, but it %s. %s"
                                .formatted(settings.port(), PATIENCE.toSeconds(), up ? "ended" : "did not", words));
            }
        }
    }

    /** A server that an earlier JVM started in the folder and that still lives; it is found by its pid file. */
    public static Optional<ProcessMark> survivor(PostgresSettings settings) {
        return Daemon.readPid(settings.pidFile())
                .flatMap(ProcessMark::of)
                .filter(mark -> mark.runs(settings.data().toString()));
    }

    /** The server that an earlier JVM started, as this JVM's own. */
    public static PostgresServer adopt(PostgresSettings settings, ProcessMark process) throws PlatformException {
        try {
            return new PostgresServer(
                    process,
                    settings.port(),
                    Files.readString(settings.password()).strip());
        } catch (IOException e) {
            throw Disk.explain(settings.password(), e);
        }
    }

    /** JDBC address of a database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** JDBC address of database {@code postgres}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** The one user. */
    public String user() {
        return PostgresData.USER;
    }

    /** Whether the process is there and lets a client in. */
    public boolean healthy() {
        return process.alive() && PostgresClient.answers(this);
    }

    /** Creates a database where it is missing. */
    public void createDatabase(String name) throws PlatformException {
        PostgresClient.createDatabase(this, name);
    }

    /** Stops the server: clients are disconnected, what they committed is kept. */
    @Override
    public void close() {
        Daemon.stop(process, "INT", GRACE);
    }

    private static List<String> command(PostgresSettings settings, Path programs) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                settings.data().toString()));
        List<String> values = new ArrayList<>(List.of(
                "port=" + settings.port(),
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=32MB",
                "password_encryption=scram-sha-256",
                "log_min_messages=warning"));
        if (!settings.durable()) {
            values.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        values.forEach(value -> command.addAll(List.of("-c", value)));
        return command;
    }
}
