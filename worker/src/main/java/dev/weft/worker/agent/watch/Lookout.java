package dev.weft.worker.agent.watch;

import dev.weft.definitions.duration.DurationText;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.WatchedAgent;
import dev.weft.worker.protocol.agent.Watchlist;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at agents as long as it is open: each from a virtual thread of its own, some at once. Thread safe.
 */
final class Lookout implements AutoCloseable {
    private static final int AT_ONCE = 16;

    /** First looks are this far apart, so that a worker which takes over doesn't ask everybody in the same moment. */
    private static final Duration APART = Duration.ofMillis(20);

    private final Watchlist list;
    private final AgentProbe probe;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);
    private final Map<String, AgentHealth> states = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Opens it.
     *
     * @param before how they were when somebody looked last; {@code null} where nobody has
     */
    Lookout(Watchlist list, @Nullable HealthReport before, AgentProbe probe, Clock clock) {
        this.list = list;
        this.probe = probe;
        this.clock = clock;
        Instant now = clock.instant();
        int place = 0;
        for (WatchedAgent agent : list.agents()) {
            AgentHealth known = before == null ? null : before.of(agent.name()).orElse(null);
            states.put(agent.name(), known == null ? AgentHealth.unknown(agent.name(), now) : known);
            Duration first = APART.multipliedBy(place++);
            threads.add(Thread.ofVirtual().name("weft-watch-" + agent.name()).start(() -> watch(agent, first)));
        }
    }

    /** How all are now. */
    synchronized HealthReport report() {
        return new HealthReport(list.digest(), List.copyOf(states.values()));
    }

    private void watch(WatchedAgent agent, Duration first) {
        try {
            Thread.sleep(first);
            while (true) {
                look(agent);
                Thread.sleep(Duration.ofMillis(agent.health().every()));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(WatchedAgent agent) throws InterruptedException {
        atOnce.acquire();
        long start = System.nanoTime();
        Failure failure;
        try {
            failure = within(agent);
        } finally {
            atOnce.release();
        }
        note(agent, Duration.ofNanos(System.nanoTime() - start).toMillis(), failure);
    }

    private synchronized void note(WatchedAgent agent, long took, @Nullable Failure failure) {
        AgentHealth before = Objects.requireNonNull(states.get(agent.name()));
        states.put(
                agent.name(), before.after(clock.instant(), took, agent.health().failures(), failure));
    }

    private @Nullable Failure within(WatchedAgent agent) throws InterruptedException {
        long timeout = agent.health().timeout();
        FutureTask<@Nullable Failure> task = new FutureTask<>(() -> probe.look(agent));
        Thread thread = Thread.ofVirtual().name("weft-look-" + agent.name()).start(task);
        try {
            return task.get(timeout, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Failure(
                    "timeout",
                    "Expected an answer of agent %s within %s, but there was none."
                            .formatted(agent.name(), DurationText.format(Duration.ofMillis(timeout))),
                    true);
        } catch (ExecutionException e) {
            return new Failure("unexpected", String.valueOf(e.getCause()), true);
        } finally {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
