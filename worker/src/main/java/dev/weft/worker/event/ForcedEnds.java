package dev.weft.worker.event;

import dev.weft.worker.event.HeldFacts.Held;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends that runs can't tell themselves, as Temporal ended them: found in the lists of Temporal. What a reset ends is a history, not a
 * run. Not thread safe.
 */
final class ForcedEnds {
    private static final Logger LOG = LoggerFactory.getLogger(ForcedEnds.class);

    /** How far Temporal's lists may lag behind. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private final WorkflowClient client;
    private final EventSink sink;
    private final HeldFacts held;
    private final Set<String> known = new LinkedHashSet<>();

    ForcedEnds(WorkflowClient client, EventSink sink, HeldFacts held) {
        this.client = client;
        this.sink = sink;
        this.held = held;
    }

    /** Puts the ends since it was looked last to the log. */
    void look() throws EventSinkException {
        Instant now = Instant.now();
        String query = "WorkflowType = '%s' AND ExecutionStatus IN ('Terminated', 'TimedOut') AND CloseTime >= '%s'"
                .formatted(WeftRun.TYPE, sink.endsSeen().minus(MARGIN));
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata run : (Iterable<WorkflowExecutionMetadata>) runs::iterator) {
                if (known.add(run.getExecution().getRunId())) {
                    tell(run);
                }
            }
        }
        while (known.size() > REMEMBERED) {
            known.remove(known.iterator().next());
        }
        sink.endsSeen(now);
    }

    private void tell(WorkflowExecutionMetadata run) throws EventSinkException {
        String id = run.getExecution().getWorkflowId();
        try {
            Held before = held.of(id, run.getExecution().getRunId());
            Instant closed = run.getCloseTime() == null ? Instant.now() : run.getCloseTime();
            Fact end = new Fact(
                    before.told() + 1,
                    closed,
                    FactType.WORKFLOW_FAILED,
                    null,
                    Map.of(
                            "status",
                            RunStatus.TERMINATED.name(),
                            "error",
                            Map.of("code", "terminated", "message", "The run was ended by force in Temporal.")));
            List<FactBatch> all = new ArrayList<>(before.facts());
            if (!before.reset()) {
                all.add(before.last().with(List.of(end)));
            }
            sink.put(all, true);
        } catch (EventSinkException e) {
            known.remove(run.getExecution().getRunId());
            throw e;
        } catch (Exception e) {
            LOG.warn("The forced end of run {} can't be told: {}", id, e.toString());
        }
    }
}
