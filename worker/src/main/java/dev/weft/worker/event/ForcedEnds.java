package dev.weft.worker.event;

import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ends that runs can't tell themselves, as Temporal ended them: found in the lists of Temporal. Not thread safe.
 */
final class ForcedEnds {
    /** How far Temporal's lists may lag behind. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private final WorkflowClient client;
    private final EventSink sink;
    private final Gaps gaps;
    private final Set<String> known = new LinkedHashSet<>();

    /** Those that the log may lack yet: runs by history. */
    private final Map<String, String> open = new LinkedHashMap<>();

    ForcedEnds(WorkflowClient client, EventSink sink, Gaps gaps) {
        this.client = client;
        this.sink = sink;
        this.gaps = gaps;
    }

    /** Has the ends since it was looked last put to the log. */
    void look() throws EventSinkException {
        Instant now = Instant.now();
        String query = "WorkflowType = '%s' AND ExecutionStatus IN ('Terminated', 'TimedOut') AND CloseTime >= '%s'"
                .formatted(WeftRun.TYPE, sink.endsSeen().minus(MARGIN));
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata run : (Iterable<WorkflowExecutionMetadata>) runs::iterator) {
                String execution = run.getExecution().getRunId();
                if (known.add(execution)) {
                    open.put(execution, run.getExecution().getWorkflowId());
                    gaps.ended(run.getExecution().getWorkflowId(), execution);
                }
            }
        }
        open.values().removeIf(run -> !gaps.isOpen(run));
        if (open.isEmpty()) {
            forget();
            sink.endsSeen(now);
        }
    }

    private void forget() {
        while (known.size() > REMEMBERED) {
            known.remove(known.iterator().next());
        }
    }
}
