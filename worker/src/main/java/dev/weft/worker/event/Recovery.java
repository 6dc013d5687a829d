package dev.weft.worker.event;

import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.FactBatch;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from histories what the log lacks: of one run where a gap shows, of all after a publisher died, and the ends of runs
 * that were ended by force. All of it on threads of its own, so that what other runs tell doesn't wait for it. Thread safe.
 */
final class Recovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(12);

    /** While one reads a long history the other goes on with short ones; more would take the processors from the runs. */
    private static final int AT_ONCE = 2;

    private final EventSink sink;
    private final String publisher;
    private final Gaps gaps = new Gaps();
    private final ForcedEnds ends;
    private final Sweeps sweeps;
    private final Wishes wishes;
    private final List<Restorer> restorers;
    private final List<Thread> threads;
    private final ScheduledExecutorService clock = clock("weft-events-alive");
    private final ScheduledExecutorService looking = clock("weft-events-looking");

    Recovery(WorkflowClient client, EventSink sink, String publisher) {
        this.sink = sink;
        this.publisher = publisher;
        this.ends = new ForcedEnds(client, sink, gaps);
        this.sweeps = new Sweeps(client, sink, gaps);
        this.wishes = new Wishes(sink, gaps);
        this.restorers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> new Restorer(client, sink, gaps))
                .toList();
        this.threads = restorers.stream()
                .map(one -> Thread.ofPlatform()
                        .daemon()
                        .name("weft-events-recovery-", restorers.indexOf(one))
                        .unstarted(one))
                .toList();
    }

    private static ScheduledExecutorService clock(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void start() {
        threads.forEach(Thread::start);
        clock.scheduleWithFixedDelay(this::live, 0, SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
        looking.scheduleWithFixedDelay(this::look, 0, SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has all put to the log that the history of a refused batch, and those before it, hold; doesn't wait for that. */
    void close(FactBatch refused) {
        gaps.refused(refused);
    }

    /** Something was thrown away here. */
    void afterLoss() {
        sweeps.afterLoss();
    }

    /** Whether nothing is known that the log lacks. */
    boolean isIdle() {
        return gaps.isEmpty() && sweeps.isIdle();
    }

    private void live() {
        try {
            EventGaps standing = gaps.standing();
            sink.alive(publisher, standing);
        } catch (EventSinkException e) {
            LOG.debug("The event log can't be reached", e);
        } catch (RuntimeException e) {
            LOG.warn("The sign of life of what writes the event log failed, and is given again: {}", e.toString());
        }
    }

    private void look() {
        try {
            ends.look();
            sweeps.look(SILENCE, publisher);
            wishes.look(publisher);
        } catch (EventSinkException e) {
            LOG.debug("The event log can't be reached", e);
        } catch (RuntimeException e) {
            LOG.warn("Looking for events that the log lacks failed, and is tried again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        looking.shutdownNow();
        restorers.forEach(Restorer::stop);
        threads.forEach(Thread::interrupt);
    }
}
