package dev.weft.worker.event;

import dev.weft.worker.event.Unconfirmed.Told;
import dev.weft.worker.interpreter.temporal.FactTap;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.FactBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what the runs of this worker tell to the event log, once their histories hold it. What is lost on the way, with the
 * process or as the log can't be reached for long, is read from the histories again. Runs never wait for it. Thread safe.
 */
public final class EventPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    /** Batches in memory at most, and on their way to a log that can't be reached. */
    private static final int MOST = 20_000;

    private static final int AT_ONCE = 500;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long a run is given to go on by itself, which confirms what it told and costs nothing. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final String id = UUID.randomUUID().toString();
    private final EventSink sink;
    private final HistoryTail tail;
    private final Recovery recovery;
    private final BlockingQueue<Told> inbox = new LinkedBlockingQueue<>(MOST);
    private final Map<String, Unconfirmed> unconfirmed = new LinkedHashMap<>();
    private final List<FactBatch> outgoing = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean lost;
    private Duration pause = Duration.ZERO;
    private long notBefore;

    private EventPublisher(WorkflowClient client, EventSink sink) {
        this.sink = sink;
        this.tail = new HistoryTail(client);
        this.recovery = new Recovery(client, sink, id);
        this.thread = Thread.ofPlatform().daemon().name("weft-events").unstarted(this::run);
    }

    /**
     * Starts one.
     *
     * @param client of the namespace; remains the caller's to close, after this
     * @param sink remains the caller's to close, after this
     */
    public static EventPublisher start(WorkflowClient client, EventSink sink) {
        EventPublisher publisher = new EventPublisher(client, sink);
        publisher.thread.start();
        publisher.recovery.start();
        return publisher;
    }

    /** A tap for one run in memory. */
    public FactTap tap() {
        Object by = new Object();
        return (facts, task) -> {
            if (!WorkflowUnsafe.isReplaying() && !inbox.offer(new Told(by, facts, task))) {
                lost = true;
            }
        };
    }

    /** Puts what is known to the log, for five seconds at most. */
    @Override
    public void close() {
        closing = true;
        recovery.close();
        try {
            thread.join(GRACE);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || !isIdle()) {
                take();
                confirm();
                flush();
            }
            if (!lost && recovery.isIdle()) {
                sink.done(id);
            }
        } catch (InterruptedException e) {
            LOG.info("Events of runs may be missing in the log; another worker will read them from the histories.");
        } catch (EventSinkException e) {
            LOG.debug("The log doesn't know that all was put to it", e);
        }
    }

    private boolean isIdle() {
        return inbox.isEmpty() && unconfirmed.isEmpty() && outgoing.isEmpty();
    }

    private void take() throws InterruptedException {
        long now = System.nanoTime();
        long wait = closing ? TimeUnit.MILLISECONDS.toNanos(10) : TimeUnit.SECONDS.toNanos(1);
        for (Unconfirmed one : unconfirmed.values()) {
            wait = Math.min(wait, one.due() - now);
        }
        if (!outgoing.isEmpty()) {
            wait = Math.min(wait, notBefore - now);
        }
        Told first = inbox.poll(Math.max(wait, 0), TimeUnit.NANOSECONDS);
        if (first != null) {
            List<Told> more = new ArrayList<>(List.of(first));
            inbox.drainTo(more, AT_ONCE);
            more.forEach(told -> outgoing.addAll(unconfirmed
                    .computeIfAbsent(told.facts().execution(), any -> new Unconfirmed(PATIENCE))
                    .add(told, System.nanoTime())));
        }
    }

    /** Asks the server about runs that don't go on for a while. */
    private void confirm() {
        List<String> over = new ArrayList<>();
        unconfirmed.forEach((execution, one) -> {
            long now = System.nanoTime();
            if (one.due() - now > 0) {
                return;
            }
            try {
                var verdicts = tail.verdicts(one.any().run(), execution, one.tasks());
                outgoing.addAll(one.settle(verdicts, now));
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    over.add(execution);
                } else {
                    one.putOff(now);
                }
            }
            if (one.isEmpty()) {
                over.add(execution);
            }
        });
        unconfirmed.keySet().removeAll(over);
    }

    private void flush() {
        if (outgoing.isEmpty() || notBefore - System.nanoTime() > 0) {
            return;
        }
        try {
            List<FactBatch> some = List.copyOf(outgoing.subList(0, Math.min(AT_ONCE, outgoing.size())));
            for (FactBatch refused : sink.put(some, false)) {
                recovery.close(refused);
            }
            outgoing.subList(0, some.size()).clear();
            pause = Duration.ZERO;
            if (lost && !closing && outgoing.size() < AT_ONCE) {
                lost = false;
                recovery.afterLoss();
            }
        } catch (EventSinkException e) {
            if (pause.isZero()) {
                LOG.warn("The event log takes nothing now; runs go on, and their events follow: {}", e.getMessage());
            }
            pause = pause.isZero() ? Duration.ofMillis(200) : pause.multipliedBy(2);
            pause = pause.compareTo(GRACE) > 0 ? GRACE : pause;
            notBefore = System.nanoTime() + pause.toNanos();
            if (outgoing.size() > MOST) {
                outgoing.subList(MOST, outgoing.size()).clear();
                lost = true;
            }
        }
    }
}
