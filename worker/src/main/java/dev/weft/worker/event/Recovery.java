package dev.weft.worker.event;

import dev.weft.worker.event.HeldFacts.Held;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.FactBatch;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from histories what the log lacks: of one run where a gap shows, of all after a publisher died, and the ends of runs
 * that were ended by force. Thread safe.
 */
final class Recovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(12);

    /** What may lie between that something was told and that a dead publisher would have put it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final WorkflowClient client;
    private final EventSink sink;
    private final String publisher;
    private final HeldFacts held;
    private final ForcedEnds ends;
    private final ReentrantLock one = new ReentrantLock();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-events-recovery").factory());

    Recovery(WorkflowClient client, EventSink sink, String publisher) {
        this.client = client;
        this.sink = sink;
        this.publisher = publisher;
        this.held = new HeldFacts(client);
        this.ends = new ForcedEnds(client, sink, held);
    }

    void start() {
        clock.scheduleWithFixedDelay(this::look, 0, SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Puts all to the log that the history of a refused batch, and those before it, hold. */
    void run(FactBatch refused) throws EventSinkException {
        restore(refused.run(), refused.execution());
        // What can't be read any more leaves a gap, but no more than that.
        sink.put(List.of(refused), true);
    }

    /** Something was thrown away here. */
    void afterLoss() {
        clock.execute(() -> all(Instant.now().minus(Duration.ofHours(1))));
    }

    private void look() {
        try {
            sink.alive(publisher);
            ends.look();
            Optional<EventSink.Silent> silent = sink.silent(SILENCE);
            if (silent.isPresent() && all(silent.get().last().minus(MARGIN))) {
                sink.done(silent.get().publisher());
            }
        } catch (EventSinkException e) {
            LOG.debug("The event log can't be reached", e);
        } catch (RuntimeException e) {
            LOG.warn("Looking for events that the log lacks failed, and is tried again: {}", e.toString());
        }
    }

    private boolean all(Instant since) {
        String query = "WorkflowType = '%s' AND (ExecutionStatus = 'Running' OR CloseTime >= '%s')"
                .formatted(WeftRun.TYPE, since);
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata run : (Iterable<WorkflowExecutionMetadata>) runs::iterator) {
                restore(run.getExecution().getWorkflowId(), run.getExecution().getRunId());
            }
            return true;
        } catch (EventSinkException | RuntimeException e) {
            LOG.warn("Not all events that the log may lack could be read; that is tried again: {}", e.toString());
            return false;
        }
    }

    private void restore(String run, String execution) throws EventSinkException {
        one.lock();
        try {
            Deque<List<FactBatch>> missing = new ArrayDeque<>();
            String at = execution;
            while (!at.isEmpty()) {
                Held found = held.of(run, at);
                if (!found.facts().isEmpty() && sink.has(found.facts().getLast())) {
                    break;
                }
                missing.addFirst(found.facts());
                at = found.before();
            }
            sink.put(missing.stream().flatMap(List::stream).toList(), true);
        } catch (EventSinkException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("What run {} told can't be read from its history {}: {}", run, execution, e.toString());
        } finally {
            one.unlock();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
