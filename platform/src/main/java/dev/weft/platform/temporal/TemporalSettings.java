package dev.weft.platform.temporal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start a Temporal server.
 *
 * @param binary the {@code temporal} program
 * @param folder its database, log and pid file; created where missing
 * @param port of its gRPC service, free, on the loopback interface
 * @param uiPort of its web UI; {@code null} for none
 * @param sync safety of its file
 * @param retention how long closed runs of namespace {@code default} are kept
 * @param namespaces that it has besides {@code default} from the start on
 */
public record TemporalSettings(
        Path binary,
        Path folder,
        int port,
        @Nullable Integer uiPort,
        Sync sync,
        Duration retention,
        List<String> namespaces) {
    /** How long closed runs are kept where nobody says otherwise. */
    public static final Duration RETENTION = Duration.ofDays(30);

    public TemporalSettings {
        folder = folder.toAbsolutePath();
        namespaces = List.copyOf(namespaces);
    }

    /** A server without web UI, as a test wants it. */
    public static TemporalSettings headless(Path binary, Path folder, int port, List<String> namespaces) {
        return new TemporalSettings(binary, folder, port, null, Sync.NORMAL, RETENTION, namespaces);
    }

    /** The SQLite file. */
    public Path database() {
        return folder.resolve("temporal.db");
    }

    /** What the server prints. */
    public Path log() {
        return folder.resolve("temporal.log");
    }

    Path pidFile() {
        return folder.resolve("temporal.pid");
    }
}
