package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeServers;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.ProcessMark;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the platform as a process of its own, which goes on when this one ends. */
public final class Detached {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final UpOptions options;
    private final Environment environment;
    private final Progress progress;

    public Detached(UpOptions options, Environment environment, Progress progress) {
        this.options = options;
        this.environment = environment;
        this.progress = progress;
    }

    /** Starts it, repeats what it says, and returns when it serves. */
    public WeftFile start() throws PlatformException {
        Path log = log();
        ProcessMark process = Daemon.start(log.resolveSibling(log.getFileName() + ".pid"), log, Map.of(), command());
        try (AtInterrupt hook = AtInterrupt.run(() -> giveUp(process));
                BufferedReader words = Files.newBufferedReader(log)) {
            boolean refused = false;
            boolean ready = false;
            while (true) {
                boolean alive = process.alive();
                for (String line = words.readLine(); line != null; line = words.readLine()) {
                    refused |= line.startsWith("weft: ");
                    ready |= line.startsWith(Live.READY);
                    (refused ? (Progress) System.err::println : progress).say(line);
                }
                Optional<WeftFile> live = ready ? Live.find(options.home()) : Optional.empty();
                if (live.isPresent()) {
                    drain(words);
                    return live.get();
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CliException(Exit.INTERRUPTED, "Interrupted.");
                }
                if (!alive) {
                    throw new CliException(
                            Exit.FAILED,
                            refused ? "" : "Expected the platform to start, but it ended. Its words: " + log);
                }
                Await.until(LOOK, () -> false);
            }
        } catch (IOException e) {
            throw Disk.explain(log, e);
        } finally {
            keep(log);
        }
    }

    private void giveUp(ProcessMark process) {
        progress.say("Stopping what has been started");
        Daemon.stop(process, "TERM", GRACE);
        try {
            HomeServers.stop(options.home(), environment, Progress.SILENT);
        } catch (PlatformException e) {
            System.err.println("weft: " + e.getMessage());
        }
    }

    private void drain(BufferedReader words) throws IOException {
        Await.until(Duration.ofMillis(50), () -> false);
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            progress.say(line);
        }
    }

    private List<String> command() {
        String launcher = System.getProperty("weft.launcher", "weft");
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(options.words());
        return command;
    }

    /** Outside of the home, which isn't there before all is checked. */
    private Path log() throws PlatformException {
        Path folder = environment.cache().resolve("starts");
        Disk.requireWritable(folder);
        return folder.resolve(ProcessHandle.current().pid() + ".log");
    }

    private void keep(Path log) {
        try {
            Files.deleteIfExists(log.resolveSibling(log.getFileName() + ".pid"));
            if (Files.isDirectory(options.home().logs())) {
                Files.move(log, options.home().logs().resolve("up.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException leftBehind) {
            // The platform serves all the same; its words stay where they are.
        }
    }
}
