package dev.weft.worker.sandbox;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks, several times a second, at what a program and its children use together, and kills them all where it is too
 * much: the kernel's own limits are of one process each.
 */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);
    /** What shells and the like hold beside the program; each process by itself is held to its limit by the kernel. */
    private static final long MORE = 32L << 20;

    private static final Path PROC = Path.of("/proc");
    private static final String SHARE = "Pss:";
    private final ProcessTree tree;
    private final Command.Limits limits;
    private final Thread thread;
    private volatile @Nullable ActionException exceeded;

    private Watch(ProcessTree tree, Command.Limits limits) {
        this.tree = tree;
        this.limits = limits;
        this.thread = Thread.ofPlatform().daemon().name("weft-watch").unstarted(this::watch);
    }

    static Watch start(ProcessTree tree, Command.Limits limits) {
        Watch watch = new Watch(tree, limits);
        watch.thread.start();
        return watch;
    }

    /**
     * Whether it was too much.
     *
     * @throws ActionException {@code too_many_processes}, {@code out_of_memory}
     */
    void check() throws ActionException {
        ActionException found = exceeded;
        if (found != null) {
            throw found;
        }
    }

    private void watch() {
        try {
            while (exceeded == null) {
                Thread.sleep(EVERY);
                exceeded = look();
            }
            tree.kill();
        } catch (InterruptedException e) {
            // The program has ended.
            return;
        }
    }

    private @Nullable ActionException look() {
        List<ProcessHandle> programs = tree.programs();
        int count = programs.size() - tree.others();
        if (count > limits.processes()) {
            return ActionException.permanent(
                    "too_many_processes",
                    "Expected at most " + limits.processes() + " processes at once, but found " + count
                            + ". All were killed.");
        }
        long held = 0;
        for (ProcessHandle program : programs) {
            held += memory(PROC.resolve(Long.toString(program.pid())));
        }
        return held <= limits.memory() + MORE
                ? null
                : ActionException.permanent(
                        "out_of_memory",
                        "Expected at most " + limits.memory() + " bytes of memory, but all processes together held "
                                + held + ". All were killed. Raise limits.memory, or do less at once.");
    }

    /** Bytes that a process holds, of what it shares with others its part; 0 where that can't be known. */
    private static long memory(Path process) {
        try {
            for (String line : Files.readAllLines(process.resolve("smaps_rollup"))) {
                if (line.startsWith(SHARE)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            // It has ended, or there is no such file here: then the kernel's limit of each process is what holds.
            return 0;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
