package dev.weft.cli;

import com.google.protobuf.ByteString;
import dev.weft.cli.serve.TemporalConnection;
import dev.weft.platform.Environment;
import dev.weft.platform.home.WeftFile;
import dev.weft.worker.protocol.codec.Sealer;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Temporal's own histories tell of runs, those that a run was continued from among them. */
final class Histories implements AutoCloseable {
    private final TemporalConnection temporal;

    Histories(WeftFile platform) {
        temporal = TemporalConnection.to(String.valueOf(platform.temporal()), Environment.system(), Sealer.none());
    }

    /** Events of a run from its first history to its newest. */
    List<HistoryEvent> of(String run) {
        List<HistoryEvent> all = new ArrayList<>();
        String history = "";
        do {
            List<HistoryEvent> events = (history.isEmpty()
                            ? temporal.client().fetchHistory(run)
                            : temporal.client().fetchHistory(run, history))
                    .getEvents();
            all.addAll(0, events);
            history = events.getFirst()
                    .getWorkflowExecutionStartedEventAttributes()
                    .getContinuedExecutionRunId();
        } while (!history.isEmpty());
        return all;
    }

    /** How often the work of each task of a run was begun. */
    Map<String, Integer> begun(String run) {
        Map<Long, String> scheduled = new HashMap<>();
        Map<String, Integer> begun = new HashMap<>();
        for (HistoryEvent event : of(run)) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                scheduled.put(event.getEventId(), task(event));
            }
            if (event.hasActivityTaskStartedEventAttributes()) {
                var started = event.getActivityTaskStartedEventAttributes();
                begun.merge(
                        scheduled.getOrDefault(started.getScheduledEventId(), "?"), started.getAttempt(), Integer::sum);
            }
        }
        return begun;
    }

    /** Tasks whose work was scheduled again after it had been completed, or was completed twice. */
    List<String> repeated(String run) {
        Map<Long, String> scheduled = new HashMap<>();
        List<String> completed = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        for (HistoryEvent event : of(run)) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                scheduled.put(event.getEventId(), task(event));
                if (completed.contains(task(event))) {
                    repeated.add(task(event));
                }
            }
            if (event.hasActivityTaskCompletedEventAttributes()) {
                completed.add(scheduled.get(
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId()));
            }
        }
        return repeated;
    }

    /** The summary of its activity is the task's path. */
    static String task(HistoryEvent event) {
        ByteString summary = event.getUserMetadata().getSummary().getData();
        return summary.toStringUtf8().replace("\"", "");
    }

    @Override
    public void close() {
        temporal.close();
    }
}
