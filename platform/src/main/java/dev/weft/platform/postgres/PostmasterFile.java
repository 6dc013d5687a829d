package dev.weft.platform.postgres;

import dev.weft.platform.PlatformException;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code postmaster.pid}, by which PostgreSQL guards its data directory. After a kill it stays behind. PostgreSQL sees
 * that its process is gone, unless another program has got the number by then.
 */
final class PostmasterFile {
    private static final Duration CHILDREN_END = Duration.ofSeconds(10);

    private PostmasterFile() {}

    /** Removes the file where its number belongs to another program now, and nothing works on the data any more. */
    static void clear(Path data) throws PlatformException {
        Path file = data.resolve("postmaster.pid");
        try {
            Optional<ProcessMark> owner = owner(file);
            // A killed server's children write to shared memory until they notice; then the file must not go.
            if (owner.isPresent()
                    && !owner.get().runs(data.toString())
                    && Await.until(CHILDREN_END, () -> !hasWorkers(data))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Disk.explain(file, e);
        }
    }

    private static Optional<ProcessMark> owner(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .flatMap(ProcessMark::of);
    }

    /** Whether a process has the data as its working directory, as every PostgreSQL process does. */
    private static boolean hasWorkers(Path data) {
        return ProcessHandle.allProcesses()
                .map(handle -> Path.of("/proc/" + handle.pid() + "/cwd"))
                .anyMatch(link -> {
                    try {
                        return Files.isSymbolicLink(link)
                                && Files.readSymbolicLink(link).equals(data.toRealPath());
                    } catch (IOException notOurs) {
                        return false;
                    }
                });
    }
}
