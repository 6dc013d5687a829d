package dev.weft.worker.event;

import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has all runs looked at of which a publisher that died may have held something, and those of this one where it threw something away.
 * Used by one thread, but where said.
 */
final class Sweeps {
    /** What may lie between that something was told and that a dead publisher would have put it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** What was thrown away was told not longer ago. */
    private static final Duration LOSS = Duration.ofHours(1);

    private final WorkflowClient client;
    private final EventSink sink;
    private final Gaps gaps;
    private final AtomicInteger losses = new AtomicInteger();
    private volatile int known;
    private @Nullable Sweep underWay;

    /** Runs that are looked at for a publisher, until the log has all of them. */
    private record Sweep(String publisher, Set<String> runs) {}

    Sweeps(WorkflowClient client, EventSink sink, Gaps gaps) {
        this.client = client;
        this.sink = sink;
        this.gaps = gaps;
    }

    /** Something was thrown away here. Any thread. */
    void afterLoss() {
        losses.incrementAndGet();
    }

    /** Whether nothing was thrown away here of which the runs aren't known. Any thread. */
    boolean isIdle() {
        return losses.get() == known;
    }

    /**
     * Looks for publishers that died, one after the other.
     *
     * @param silence after which one is dead
     * @param heir this publisher
     */
    void look(Duration silence, String heir) throws EventSinkException {
        int now = losses.get();
        if (now != known) {
            all(Instant.now().minus(LOSS));
            known = now;
        }
        if (underWay == null) {
            Optional<EventSink.Silent> silent = sink.silent(silence, heir);
            if (silent.isPresent()) {
                underWay = new Sweep(
                        silent.get().publisher(), all(silent.get().last().minus(MARGIN)));
            }
        } else {
            underWay.runs().removeIf(run -> !gaps.isOpen(run));
            if (underWay.runs().isEmpty()) {
                sink.done(underWay.publisher());
                underWay = null;
            }
        }
    }

    private Set<String> all(Instant since) {
        String query = "WorkflowType = '%s' AND (ExecutionStatus = 'Running' OR CloseTime >= '%s')"
                .formatted(WeftRun.TYPE, since);
        List<String> found = new ArrayList<>();
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata run : (Iterable<WorkflowExecutionMetadata>) runs::iterator) {
                String id = run.getExecution().getWorkflowId();
                // One that goes on in a new history is found there.
                if (run.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW) {
                    gaps.lacks(id);
                    found.add(id);
                }
            }
        }
        return new LinkedHashSet<>(found);
    }
}
