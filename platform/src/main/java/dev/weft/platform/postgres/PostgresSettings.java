package dev.weft.platform.postgres;

import dev.weft.platform.Environment;
import java.nio.file.Path;

/**
 * How to start a PostgreSQL.
 *
 * @param folder its data, password, log and pid file; created where missing
 * @param port free, on the loopback interface
 * @param durable whether a power cut may lose nothing; false only where the data is thrown away anyway
 * @param environment where the cache is
 */
public record PostgresSettings(Path folder, int port, boolean durable, Environment environment) {
    public PostgresSettings {
        folder = folder.toAbsolutePath();
    }

    /** Where PostgreSQL keeps its data. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What the server prints. */
    public Path log() {
        return folder.resolve("postgres.log");
    }

    Path password() {
        return folder.resolve("password");
    }

    Path pidFile() {
        return folder.resolve("postgres.pid");
    }
}
