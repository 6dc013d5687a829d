package dev.weft.platform.testing;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.postgres.PostgresServer;
import dev.weft.platform.postgres.PostgresSettings;
import dev.weft.platform.process.Folders;
import dev.weft.platform.process.Ports;
import dev.weft.platform.temporal.TemporalBinary;
import dev.weft.platform.temporal.TemporalServer;
import dev.weft.platform.temporal.TemporalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Real servers for tests, one of each per JVM, started when first asked for, on free ports and in temporary folders; they
 * end and their folders go when the JVM ends. Thread safe.
 */
public final class TestServers {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    /**
     * Made as the server starts: one that is made later is known to all of it only seconds after. The server has workers of its own in
     * each, so there are as many as the module's tests need.
     */
    private static final List<String> NAMES = IntStream.rangeClosed(1, Integer.getInteger("test.namespaces", 60))
            .mapToObj(number -> "test-" + number)
            .toList();

    private static @Nullable TemporalServer temporal;
    private static @Nullable PostgresServer postgres;

    private TestServers() {}

    /** The Temporal server, with the flags of {@code weft up} and no web UI. */
    public static synchronized TemporalServer temporal() {
        if (temporal == null) {
            Path folder = folder("weft-test-temporal");
            TemporalServer server = need(() -> TemporalServer.start(TemporalSettings.headless(
                    TemporalBinary.ours(Environment.system(), Progress.SILENT), folder, Ports.free(), NAMES)));
            closeAtExit(server, folder);
            temporal = server;
        }
        return temporal;
    }

    /** The PostgreSQL server: in memory as it were, but with {@code test.durable=true} as {@code weft up} starts it. */
    public static synchronized PostgresServer postgres() {
        if (postgres == null) {
            Path folder = folder("weft-test-postgres");
            PostgresServer server = need(() -> PostgresServer.start(
                    new PostgresSettings(
                            folder, Ports.free(), Boolean.getBoolean("test.durable"), Environment.system()),
                    Progress.SILENT));
            closeAtExit(server, folder);
            postgres = server;
        }
        return postgres;
    }

    /**
     * A namespace of {@link #temporal()} that nobody else has: whoever polls and lists there meets only what is their own, so
     * that classes of tests can go on at once.
     */
    public static String newNamespace() {
        return NAMES.get(NAMESPACES.getAndIncrement());
    }

    /** A new empty database on {@link #postgres()}: its JDBC address, without user and password. */
    public static String newDatabase() {
        PostgresServer server = postgres();
        String name = "test_" + DATABASES.incrementAndGet();
        need(() -> {
            server.createDatabase(name);
            return name;
        });
        return server.jdbcUrl(name);
    }

    private static void closeAtExit(AutoCloseable server, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException("Expected a test server to stop", e);
            } finally {
                Folders.delete(folder);
            }
        }));
    }

    private static Path folder(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T need(Start<T> start) {
        try {
            return start.run();
        } catch (PlatformException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private interface Start<T> {
        T run() throws PlatformException;
    }
}
