package dev.weft.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process and whatever it has started. Children that left the tree (a daemon's way) are known by a variable of their
 * environment, where the system shows that.
 */
final class ProcessTree {
    static final String MARKER = "WEFT_PROCESS";
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 10;
    private final Process process;
    private final String marker;
    private final boolean namespaced;

    /**
     * @param namespaced whether the kernel ends all of it with the process
     */
    ProcessTree(Process process, String marker, boolean namespaced) {
        this.process = process;
        this.namespaced = namespaced;
        this.marker = MARKER + "=" + marker;
    }

    /** Kills all of it. Again until none is left, as one may start another while it is being killed. */
    void kill() {
        if (namespaced && process.isAlive()) {
            // At once, however many there are: looking for them takes its time. By its handle, which leaves alone what
            // it
            // has said.
            process.toHandle().destroyForcibly();
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> living = new ArrayList<>(process.descendants().toList());
            if (process.isAlive()) {
                living.add(process.toHandle());
            }
            living.addAll(marked());
            living.removeIf(handle -> !handle.isAlive());
            if (living.isEmpty()) {
                return;
            }
            living.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** All that is there now, but for what left the tree. */
    List<ProcessHandle> programs() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** How many of these are none of the program's: what made its namespace, and what holds it. */
    int others() {
        return namespaced ? 2 : 0;
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : processes) {
                if (isMarked(folder)) {
                    ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private boolean isMarked(Path folder) {
        try {
            return new String(Files.readAllBytes(folder.resolve("environ")), StandardCharsets.ISO_8859_1)
                    .contains(marker);
        } catch (IOException e) {
            // Another user's, or gone meanwhile.
            return false;
        }
    }
}
