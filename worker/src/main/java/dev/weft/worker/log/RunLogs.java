package dev.weft.worker.log;

import dev.weft.worker.protocol.log.LogLine;
import dev.weft.worker.protocol.log.LogSink;
import dev.weft.worker.protocol.log.LogSinkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the lines of this worker's attempts to their sink, a moment after they were said. Attempts never wait for it: while the sink
 * can't be reached, lines wait in memory, at most 20,000 of them and 32 MiB; what is more is dropped, and counted in the worker's own log.
 * Thread safe.
 */
public final class RunLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLogs.class);
    private static final int MOST_LINES = 20_000;
    private static final long MOST_CHARACTERS = 16L << 20;
    private static final int AT_ONCE = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long lines are gathered: one write for all that is said meanwhile. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final @Nullable LogSink sink;
    private final BlockingQueue<LogLine> inbox = new LinkedBlockingQueue<>(MOST_LINES);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final @Nullable Thread thread;
    private volatile boolean closing;

    private RunLogs(@Nullable LogSink sink) {
        this.sink = sink;
        this.thread = sink == null
                ? null
                : Thread.ofPlatform().daemon().name("weft-run-logs").start(this::run);
    }

    /**
     * Starts one.
     *
     * @param sink remains the caller's to close, after this; {@code null} to forget every line
     */
    public static RunLogs to(@Nullable LogSink sink) {
        return new RunLogs(sink);
    }

    /** Whether lines go anywhere. */
    boolean isOn() {
        return sink != null;
    }

    void put(LogLine line) {
        if (waiting.addAndGet(line.text().length()) > MOST_CHARACTERS || !inbox.offer(line)) {
            waiting.addAndGet(-line.text().length());
            dropped.incrementAndGet();
        }
    }

    /** Gives what waits to the sink, for five seconds at most. */
    @Override
    public void close() {
        closing = true;
        if (thread == null) {
            return;
        }
        try {
            thread.join(GRACE);
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<LogLine> outgoing = new ArrayList<>();
        Duration pause = Duration.ZERO;
        try {
            while (!closing || !inbox.isEmpty() || !outgoing.isEmpty()) {
                if (outgoing.isEmpty()) {
                    gather(outgoing);
                }
                if (!outgoing.isEmpty()) {
                    pause = flush(outgoing, pause);
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                }
            }
        } catch (InterruptedException e) {
            LOG.info("Lines of runs' logs are lost, as the worker stops and they could not be kept in time.");
        }
    }

    private void gather(List<LogLine> outgoing) throws InterruptedException {
        LogLine first = inbox.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        if (!closing) {
            TimeUnit.NANOSECONDS.sleep(GATHERING.toNanos());
        }
        outgoing.add(first);
        inbox.drainTo(outgoing, AT_ONCE - 1);
    }

    /** How long to wait before the next try. */
    private Duration flush(List<LogLine> outgoing, Duration pause) {
        LogSink to = sink;
        if (to == null) {
            return Duration.ZERO;
        }
        try {
            to.put(List.copyOf(outgoing));
            outgoing.forEach(line -> waiting.addAndGet(-line.text().length()));
            outgoing.clear();
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                LOG.warn("{} lines of runs' logs are lost, as too many waited to be kept.", lost);
            }
            return Duration.ZERO;
        } catch (LogSinkException e) {
            if (pause.isZero()) {
                LOG.warn("The log of runs takes nothing now; lines wait: {}", e.getMessage());
            }
            Duration next = pause.isZero() ? Duration.ofMillis(200) : pause.multipliedBy(2);
            return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }
}
