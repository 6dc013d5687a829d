package dev.weft.cli.watch;

import dev.weft.cli.client.Run;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Terminal;
import dev.weft.platform.process.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Follows runs on standard output. Not thread safe. */
public final class Follower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Runs runs;
    private final RunDisplay display;

    /**
     * @param shown whether anything is printed
     */
    public Follower(Runs runs, boolean shown) {
        this.runs = runs;
        this.display = !shown ? run -> {} : Terminal.interactive() ? new RedrawnDisplay() : new LineDisplay();
    }

    /**
     * Shows a run until it ends, or its time is over, or enough is seen.
     *
     * @param patience empty for ever
     * @param enough whether to stop at a state
     * @return the last state seen
     */
    public Run follow(String id, Optional<Duration> patience, Predicate<Run> enough) {
        long end = System.nanoTime() + patience.orElse(Duration.ofDays(10_000)).toNanos();
        display.resume();
        while (true) {
            Run run = runs.get(id);
            display.show(run);
            long left = end - System.nanoTime();
            if (run.ended()
                    || enough.test(run)
                    || left <= 0
                    || Thread.currentThread().isInterrupted()) {
                return run;
            }
            Await.until(Duration.ofNanos(Math.min(left, BETWEEN_LOOKS.toNanos())), () -> false);
        }
    }
}
