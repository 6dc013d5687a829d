package dev.weft.platform.home;

import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.ProcessMark;
import dev.weft.platform.temporal.Sync;
import dev.weft.platform.temporal.TemporalBinary;
import dev.weft.platform.temporal.TemporalServer;
import dev.weft.platform.temporal.TemporalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A home's own Temporal server. */
final class HomeTemporal {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private HomeTemporal() {}

    /** The server that runs in this home, if one does. */
    static Optional<ProcessMark> survivor(HomeFolder home) {
        return TemporalServer.survivor(settings(home, Path.of("temporal"), 0, 0, Sync.NORMAL));
    }

    /** Keeps the server if it answers, else starts it. */
    static TemporalServer ensure(HomeSettings home, int port, int uiPort, Progress progress) throws PlatformException {
        Optional<ProcessMark> survivor = survivor(home.home());
        if (survivor.isPresent()) {
            TemporalServer server = new TemporalServer(survivor.get(), port, uiPort);
            if (Await.until(ANSWER, server::healthy)) {
                return server;
            }
            progress.say(
                    "The Temporal server (process " + survivor.get().pid() + ") does not answer: starting it anew");
            Daemon.stop(survivor.get(), "TERM", GRACE);
        }
        Path binary = TemporalBinary.locate(home.environment(), progress);
        progress.say("Starting the Temporal server on port " + port);
        return TemporalServer.start(settings(home.home(), binary, port, uiPort, home.sync()));
    }

    /** Answers whether there was one to stop. */
    static boolean stop(HomeFolder home, Progress progress) {
        Optional<ProcessMark> survivor = survivor(home);
        survivor.ifPresent(process -> {
            progress.say("Stopping the Temporal server (process " + process.pid() + ")");
            Daemon.stop(process, "TERM", GRACE);
        });
        return survivor.isPresent();
    }

    private static TemporalSettings settings(HomeFolder home, Path binary, int port, int uiPort, Sync sync) {
        return new TemporalSettings(binary, home.temporal(), port, uiPort, sync, TemporalSettings.RETENTION, List.of());
    }
}
