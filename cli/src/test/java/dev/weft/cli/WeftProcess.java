package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.platform.Environment;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.HomeServers;
import dev.weft.platform.home.Server;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.ProcessMark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./weft} of the build under test on one home folder. */
final class WeftProcess implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("..", "weft").toAbsolutePath().normalize();
    private static final long SECONDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> prefix = List.of();

    WeftProcess(Path home) {
        this.home = home;
        environment.put("WEFT_BUILD", "never");
        environment.put("WEFT_HOME", home.toString());
    }

    /** What came of a command. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new IllegalStateException("Expected JSON, but found " + out + err, e);
            }
        }
    }

    WeftProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs every command by another program, such as a shell that limits it first. */
    WeftProcess through(String... words) {
        prefix = List.of(words);
        return this;
    }

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(LAUNCHER.toString());
        command.addAll(List.of(arguments));
        try {
            File out = File.createTempFile("weft", ".out");
            File err = File.createTempFile("weft", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out)
                    .redirectError(err);
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Expected an end of " + command + ", but found none in time");
            }
            Result result =
                    new Result(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
            Files.delete(out.toPath());
            Files.delete(err.toPath());
            return result;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Result up(String... more) {
        List<String> words = new ArrayList<>(
                List.of("up", "--detach", "--port", "0", "--temporal-port", "0", "--temporal-ui-port", "0"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    WeftFile file() {
        return WeftFile.read(home.resolve("weft.json"));
    }

    /** kill -9, and its end. */
    void kill(Server server) {
        ProcessMark process = file().living(server).orElseThrow();
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
        if (!Await.until(Duration.ofSeconds(10), () -> !process.alive())) {
            throw new IllegalStateException("Expected " + server + " to be dead, but it lives");
        }
    }

    /** Stops whatever still runs, even where the command under test can't. */
    @Override
    public void close() throws Exception {
        file().living(Server.WEFT).flatMap(ProcessMark::handle).ifPresent(ProcessHandle::destroyForcibly);
        HomeServers.stop(new HomeFolder(home), Environment.system(), Progress.SILENT);
    }
}
