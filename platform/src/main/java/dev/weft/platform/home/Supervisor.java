package dev.weft.platform.home;

import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts a home's servers again when they die, or refuse everything, while the platform's own process lives: the same way as {@code up}. */
public final class Supervisor implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final HomeServers servers;
    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("supervisor").daemon().unstarted(task));
    private String lastTrouble = "";

    private Supervisor(HomeServers servers, Progress progress) {
        this.servers = servers;
        this.progress = progress;
    }

    /**
     * Watches from now on.
     *
     * @param progress hears what had to be started, and what could not be
     */
    public static Supervisor watch(HomeServers servers, Progress progress) {
        Supervisor supervisor = new Supervisor(servers, progress);
        supervisor.timer.scheduleWithFixedDelay(
                supervisor::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return supervisor;
    }

    /** Watches no more; a start under way is finished first. */
    @Override
    public void close() {
        timer.close();
    }

    private void look() {
        if (servers.alive()) {
            return;
        }
        try {
            progress.say("A server of this home has ended or refuses everything: starting it again");
            servers.ensure();
            lastTrouble = "";
        } catch (PlatformException | RuntimeException e) {
            // The next look tries again; the same trouble is told once.
            String trouble = String.valueOf(e.getMessage());
            if (!trouble.equals(lastTrouble)) {
                lastTrouble = trouble;
                progress.say(trouble);
            }
        }
    }
}
