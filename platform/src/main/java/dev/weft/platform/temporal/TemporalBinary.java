package dev.weft.platform.temporal;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.Progress;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.FileLock;
import dev.weft.platform.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The {@code temporal} program, which holds the server: on the path, in the cache, or obtained: first the official
 * release, then a build with Go. Two processes may look at once: one obtains, the other waits for it, and a half-written
 * program is never seen.
 */
public final class TemporalBinary {
    /** The version that is obtained. */
    public static final String VERSION = "1.5.1";

    /** Counts up when the same version is obtained in another way, so that what an earlier Weft has cached isn't taken. */
    private static final int MAKING = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long MEGABYTES_TO_OBTAIN = 1500;

    private TemporalBinary() {}

    /**
     * The program; it is there and can be executed.
     *
     * @param progress hears what is done where the program must be obtained
     * @throws PlatformException of code NO_TEMPORAL with the ways out
     */
    public static Path locate(Environment environment, Progress progress) throws PlatformException {
        Optional<Path> onPath = environment.program("temporal").filter(TemporalBinary::runs);
        return onPath.isPresent() ? onPath.get() : ours(environment, progress);
    }

    /**
     * The program as Weft obtains it, whatever is on the path; it is there and can be executed.
     *
     * @param progress hears what is done where the program must be obtained
     * @throws PlatformException of code NO_TEMPORAL with the ways out
     */
    public static Path ours(Environment environment, Progress progress) throws PlatformException {
        Path cache = cache(environment);
        Path cached = cached(environment);
        if (Files.isExecutable(cached)) {
            return cached;
        }
        progress.say("No Temporal server in " + cached + ": obtaining version " + VERSION);
        Disk.requireWritable(cache);
        Disk.requireSpace(cache, MEGABYTES_TO_OBTAIN, "the Temporal server", environment);
        try (FileLock lock = FileLock.take(cached.resolveSibling("lock"), PATIENCE)) {
            return Files.isExecutable(cached) ? cached : obtain(cache, cached, environment, progress);
        }
    }

    /** Where the cache has the program, whether it is there or not. */
    public static Path cached(Environment environment) {
        return cache(environment).resolve("temporal");
    }

    private static Path cache(Environment environment) {
        return environment.cache().resolve("temporal").resolve(VERSION + "-" + MAKING);
    }

    private static Path obtain(Path cache, Path target, Environment environment, Progress progress)
            throws PlatformException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory(cache, "obtaining-");
            StringBuilder reasons = new StringBuilder();
            for (TemporalSource source : List.of(new TemporalRelease(), new TemporalFromGo())) {
                TemporalSource.Result result = source.obtain(folder, environment, progress);
                switch (result) {
                    case TemporalSource.Result.Obtained obtained -> {
                        Files.move(obtained.program(), target, StandardCopyOption.ATOMIC_MOVE);
                        progress.say("Temporal server: " + target);
                        return target;
                    }
                    case TemporalSource.Result.NotObtained refusal -> {
                        progress.say(refusal.why());
                        reasons.append("\n  ").append(refusal.why());
                    }
                }
            }
            throw none(target, reasons.toString());
        } catch (IOException e) {
            throw Disk.explain(target, e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static PlatformException none(Path cached, String reasons) {
        return new PlatformException(Code.NO_TEMPORAL, """
                Expected a Temporal server, but found none, and none could be obtained:%s
                Three ways out:
                  1. set TEMPORAL_ADDRESS=HOST:PORT to use a server that runs already;
                  2. put the program `temporal` (https://docs.temporal.io/cli) on the PATH, or as %s;
                  3. install Go (https://go.dev/dl) and run this command again: it builds the server in some minutes.""".formatted(reasons, cached));
    }

    private static boolean runs(Path program) {
        try {
            return new ProcessBuilder(program.toString(), "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
