package dev.weft.platform.home;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The folder that holds all of one platform. Immutable.
 *
 * @param path absolute
 */
public record HomeFolder(Path path) {
    private static final long MEGABYTES_NEW = 400;
    private static final long MEGABYTES_USED = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    public HomeFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Makes what is missing of it, after a look whether there is room. Answers whether it was new. */
    public boolean prepare(Environment environment) throws PlatformException {
        boolean fresh = !Files.exists(path);
        long megabytes = Files.exists(postgres().resolve("data")) ? MEGABYTES_USED : MEGABYTES_NEW;
        Disk.requireSpace(path, megabytes, "the home folder", environment);
        Disk.requireWritable(path);
        try {
            for (Path folder : List.of(logs(), workspace(), secrets())) {
                Files.createDirectories(folder);
            }
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw Disk.explain(path, e);
        }
        return fresh;
    }

    /** The lock of the one process that serves this home, for as long as it lives; empty where another has it. */
    public Optional<FileLock> tryServe() throws PlatformException {
        return FileLock.tryTake(path.resolve("serve.lock"));
    }

    /** Whether a process serves this home. */
    public boolean served() {
        try (FileLock lock = tryServe().orElse(null)) {
            return lock == null;
        } catch (PlatformException e) {
            return false;
        }
    }

    /** The lock of whoever starts or stops servers right now. */
    public FileLock changeServers() throws PlatformException {
        return FileLock.take(path.resolve("servers.lock"), PATIENCE);
    }

    /** Where the platform is: addresses, ports, processes. */
    public Path weftFile() {
        return path.resolve("weft.json");
    }

    /** The administrator's token; the API makes it. */
    public Path token() {
        return path.resolve("token");
    }

    /** What that file holds; empty where there is none yet. */
    public Optional<String> readToken() {
        try {
            return Optional.of(Files.readString(token()).strip()).filter(token -> !token.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Files of runs. */
    public Path workspace() {
        return path.resolve("workspace");
    }

    /** A file per secret. */
    public Path secrets() {
        return path.resolve("secrets");
    }

    /** Values too large for a run's history. */
    public Path blobs() {
        return path.resolve("blobs");
    }

    /** What the platform's own process writes. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** The Temporal server's files. */
    public Path temporal() {
        return path.resolve("temporal");
    }

    /** PostgreSQL's files. */
    public Path postgres() {
        return path.resolve("postgres");
    }
}
