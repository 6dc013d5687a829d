package dev.weft.platform.process;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Programs that go on when the JVM that started them ends, however it ends. Each runs in a process group of its own, so
 * that Ctrl-C at a terminal does not reach it, and writes its number to a file before it does anything else, so that it
 * can be found even when its starter was killed right after.
 */
public final class Daemon {
    // The inner shell becomes the program: same process, same number. «set -m» gives the job its own process group.
    private static final String SCRIPT = """
            set -m
            pid_file=$1; log=$2; shift 2
            sh -c 'echo $$ > "$0.new" && mv "$0.new" "$0" && exec "$@"' "$pid_file" "$@" </dev/null >>"$log" 2>&1 &
            """;

    private Daemon() {}

    /**
     * Starts a program. Standard output and error are appended to the log.
     *
     * @param environment variables in addition to this process's
     * @throws PlatformException when it could not be started; it may end at once later all the same
     */
    public static ProcessMark start(Path pidFile, Path log, Map<String, String> environment, List<String> command)
            throws PlatformException {
        List<String> line = new ArrayList<>(List.of("bash", "-c", SCRIPT, "weft", pidFile.toString(), log.toString()));
        line.addAll(command);
        try {
            Files.createDirectories(pidFile.toAbsolutePath().getParent());
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(pidFile);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.start().waitFor(10, TimeUnit.SECONDS);
            Optional<Long> pid = Await.value(Duration.ofSeconds(10), () -> readPid(pidFile));
            return pid.flatMap(ProcessMark::of)
                    .orElseThrow(() -> new PlatformException(
                            Code.NOT_STARTED,
                            "Expected " + command.getFirst() + " to start, but it ended at once. " + Logs.tail(log)));
        } catch (IOException e) {
            throw Disk.explain(pidFile, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.NOT_STARTED, "Interrupted while starting " + command.getFirst() + ".", e);
        }
    }

    /** The number that a daemon left in its file. */
    public static Optional<Long> readPid(Path pidFile) {
        try {
            return Optional.of(Long.parseLong(Files.readString(pidFile).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * Asks a process to end by a signal, waits, and kills it when its time is over. Does nothing where it has ended.
     *
     * @param signal name without {@code SIG}
     */
    public static void stop(ProcessMark process, String signal, Duration patience) {
        stop(process, signal, patience, () -> !process.alive());
    }

    /** The same, where a process counts as ended before it has gone: what it does then is nobody's concern. */
    public static void stop(ProcessMark process, String signal, Duration patience, BooleanSupplier ended) {
        if (ended.getAsBoolean()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.handle().ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!Await.until(patience, ended)) {
            process.handle().ifPresent(ProcessHandle::destroyForcibly);
            Await.until(Duration.ofSeconds(5), () -> !process.alive());
        }
    }
}
