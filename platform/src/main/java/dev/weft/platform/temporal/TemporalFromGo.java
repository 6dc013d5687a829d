package dev.weft.platform.temporal;

import dev.weft.platform.Environment;
import dev.weft.platform.Progress;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A build from source with Go, whose module proxy checks what it hands out. The module that is built is Weft's own: it
 * pins the released command, and a SQLite driver without the defect that the released one has (ADR 69). Takes some
 * minutes.
 */
final class TemporalFromGo implements TemporalSource {
    private static final String PROGRAM = "github.com/temporalio/cli/cmd/temporal";
    private static final List<String> MODULE = List.of("go.mod", "go.sum", "server.go");
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    @Override
    public Result obtain(Path folder, Environment environment, Progress progress) {
        Optional<Path> go = environment.program("go");
        if (go.isEmpty()) {
            return new Result.NotObtained("Go: no program `go` on the path to build it with");
        }
        progress.say("Building version %s of it with %s (about two minutes on two cores)"
                .formatted(TemporalBinary.VERSION, go.get()));
        Path program = folder.resolve("temporal");
        try {
            Path module = Files.createDirectory(folder.resolve("module"));
            for (String file : MODULE) {
                copy(file, module);
            }
            ProcessBuilder builder = new ProcessBuilder(
                            go.get().toString(),
                            "build",
                            "-v",
                            "-mod=readonly",
                            "-buildvcs=false",
                            "-o",
                            program.toString(),
                            PROGRAM)
                    .directory(module.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("CGO_ENABLED", "0");
            Process process = builder.start();
            String last = follow(process, progress);
            return process.waitFor() == 0 && Files.isExecutable(program)
                    ? new Result.Obtained(program)
                    : new Result.NotObtained("Go: `go build` ended with status " + process.exitValue() + ": " + last);
        } catch (IOException e) {
            return new Result.NotObtained("Go: could not run " + go.get() + " (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.NotObtained("Go: interrupted");
        }
    }

    private static void copy(String file, Path module) throws IOException {
        try (InputStream content = TemporalFromGo.class.getResourceAsStream("server/" + file)) {
            if (content == null) {
                throw new FileNotFoundException("server/" + file);
            }
            Files.copy(content, module.resolve(file));
        }
    }

    /** Reads the build's output to its end, a line of progress now and then; answers its last line. */
    private static String follow(Process process, Progress progress) throws IOException {
        long began = System.nanoTime();
        long next = began + BETWEEN_LINES.toNanos();
        String last = "";
        int packages = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line;
                packages++;
                if (System.nanoTime() >= next) {
                    next = System.nanoTime() + BETWEEN_LINES.toNanos();
                    progress.say("  %d s, %d modules and packages, now %s"
                            .formatted(
                                    Duration.ofNanos(System.nanoTime() - began).toSeconds(), packages, line.strip()));
                }
            }
        }
        return last;
    }
}
