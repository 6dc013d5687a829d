package dev.weft.worker.agent.watch;

import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.Watchlist;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activity that looks after agents: its heartbeats are its reports. Thread safe. */
public final class AgentWatchActivity {
    /** After so long another worker may have a go. */
    private static final Duration STINT = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final AgentProbe probe;

    public AgentWatchActivity(AgentProbe probe) {
        this.probe = probe;
    }

    /**
     * Looks until it is cancelled, or for an hour.
     *
     * @param before how they were; {@code null} where nobody has looked
     * @return how they are
     */
    public HealthReport watch(ActivityExecutionContext temporal, Watchlist list, @Nullable HealthReport before) {
        Optional<HealthReport> last = temporal.getHeartbeatDetails(HealthReport.class);
        Clock clock = Clock.systemUTC();
        try (Lookout lookout = new Lookout(list, last.orElse(before), probe, clock)) {
            long end = System.nanoTime() + STINT.toNanos();
            while (System.nanoTime() < end) {
                try {
                    temporal.heartbeat(lookout.report());
                } catch (ActivityCanceledException e) {
                    // There is another list: whoever looks then knows how they were.
                    break;
                }
                Thread.sleep(PAUSE);
            }
            return lookout.report();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker was stopped while it looked after agents", e);
        }
    }
}
