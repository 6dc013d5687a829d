package dev.weft.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that is known again: a number alone is given to another process sooner or later. Immutable; its JSON stands
 * in {@code weft.json}.
 *
 * @param pid its number
 * @param start when it started, in words that no later process of the same number shares
 */
public record ProcessMark(long pid, String start) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The process that has this number now; empty where none is alive. */
    public static Optional<ProcessMark> of(long pid) {
        return startOf(pid).map(start -> new ProcessMark(pid, start));
    }

    /** This JVM. */
    public static ProcessMark ofThisJvm() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether this very process is still there, zombies not counted. */
    public boolean alive() {
        return startOf(pid).filter(start::equals).isPresent();
    }

    /** A handle on it; empty where it has ended. */
    public Optional<ProcessHandle> handle() {
        return alive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    /** Whether it is alive and the word stands in its command line; true where the system doesn't tell command lines. */
    public boolean runs(String word) {
        return handle().map(ProcessHandle::info)
                .map(info -> info.arguments()
                        .map(arguments -> String.join(" ", arguments))
                        .or(info::commandLine)
                        .map(line -> line.contains(word))
                        .orElse(true))
                .orElse(false);
    }

    private static Optional<String> startOf(long pid) {
        if (pid <= 0) {
            return Optional.empty();
        }
        return Files.exists(BOOT_ID)
                ? startOnLinux(pid)
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(handle -> handle.info().startInstant())
                        .map(Instant::toString);
    }

    /** Ticks since boot and the boot's id: unlike a wall-clock time they don't move when the clock is set. */
    private static Optional<String> startOnLinux(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The program's name, in parentheses, may hold spaces and parentheses itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // A killed process's first thread ends before others that still hold its ports.
            if ((fields[0].equals("Z") || fields[0].equals("X")) && Integer.parseInt(fields[17]) <= 1) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(BOOT_ID).strip() + ":" + fields[19]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
