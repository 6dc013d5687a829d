package dev.weft.cli;

import dev.weft.cli.serve.TemporalConnection;
import dev.weft.platform.Environment;
import dev.weft.platform.home.WeftFile;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.HashMap;
import java.util.Map;

/** How often the work of each task of a run was begun, as Temporal's own history tells. */
final class Executions {
    private Executions() {}

    static Map<String, Integer> of(WeftFile platform, String run) {
        Map<Long, String> scheduled = new HashMap<>();
        Map<String, Integer> executions = new HashMap<>();
        try (TemporalConnection temporal =
                TemporalConnection.to(String.valueOf(platform.temporal()), Environment.system())) {
            for (HistoryEvent event : temporal.client().fetchHistory(run).getEvents()) {
                if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
                    scheduled.put(event.getEventId(), task(event));
                }
                if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
                    var begun = event.getActivityTaskStartedEventAttributes();
                    executions.merge(
                            scheduled.getOrDefault(begun.getScheduledEventId(), "?"), begun.getAttempt(), Integer::sum);
                }
            }
        }
        return executions;
    }

    /** The summary of its activity is the task's path. */
    private static String task(HistoryEvent event) {
        return event.getUserMetadata().getSummary().getData().toStringUtf8().replace("\"", "");
    }
}
