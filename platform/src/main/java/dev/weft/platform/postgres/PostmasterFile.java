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
 * that its process is gone, unless nobody has fetched the dead process's status yet, or another program has got the
 * number by then.
 */
final class PostmasterFile {
    private static final Duration CHILDREN_END = Duration.ofSeconds(10);

    private static final boolean PROCESSES_HAVE_FOLDERS = Files.exists(Path.of("/proc/self/cwd"));

    private PostmasterFile() {}

    /** Removes the file where its server is gone and nothing works on the data any more. */
    static void clear(Path data) throws PlatformException {
        Path file = data.resolve("postmaster.pid");
        try {
            Optional<ProcessMark> owner = owner(file);
            boolean gone =
                    owner.isEmpty() ? PROCESSES_HAVE_FOLDERS : !owner.get().runs(data.toString());
            // A killed server's children write to shared memory until they notice; until then the file must not go.
            if (gone && Await.until(CHILDREN_END, () -> !hasWorkers(data))) {
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
