package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.HomeServers;
import dev.weft.platform.home.Server;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.ProcessMark;
import java.time.Duration;
import java.util.Optional;

/** Stops the platform of a home, whichever of its processes still live. */
public final class Down {
    private static final Duration GRACE = Duration.ofSeconds(60);

    private Down() {}

    /** Stops all; what is kept on disk stays. */
    public static void stop(HomeFolder home, Environment environment, Progress progress) throws PlatformException {
        Optional<ProcessMark> weft = WeftFile.read(home.weftFile()).living(Server.WEFT);
        weft.ifPresent(process -> {
            progress.say("Stopping API and worker (process " + process.pid() + ")");
            // The JVM writes its archive of classes when all is closed already.
            Daemon.stop(process, "TERM", GRACE, () -> !process.alive() || !home.served());
        });
        HomeServers.stop(home, environment, progress);
    }
}
