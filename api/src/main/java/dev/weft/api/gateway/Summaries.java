package dev.weft.api.gateway;

import com.google.protobuf.Timestamp;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.converter.DefaultDataConverter;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Temporal's description of an execution, read as a run. */
final class Summaries {
    private final TemporalRim rim;

    Summaries(TemporalRim rim) {
        this.rim = rim;
    }

    RunSummary read(WorkflowExecutionInfo info, int workflowTaskAttempt) {
        Map<String, Payload> attributes = info.getSearchAttributes().getIndexedFieldsMap();
        @Nullable String own = value(attributes, SearchAttributes.STATUS);
        @Nullable String workflow = value(attributes, SearchAttributes.WORKFLOW);
        @Nullable Long revision = value(attributes, SearchAttributes.REVISION);
        @Nullable Long progress = value(attributes, SearchAttributes.PROGRESS);
        @Nullable List<String> waiting = value(attributes, SearchAttributes.WAITING_FOR);
        String run = info.getExecution().getWorkflowId();
        RunStatus status = status(info.getStatus(), own);
        return new RunSummary(
                run,
                info.getExecution().getRunId(),
                workflow == null ? workflowOf(run) : workflow,
                revision == null ? 0 : revision.intValue(),
                status,
                status == RunStatus.COMPLETED ? 100 : progress == null ? 0 : progress.intValue(),
                startedAt(info),
                instant(info.getStartTime()),
                info.getHistoryLength(),
                info.hasCloseTime() && status.ended() ? instant(info.getCloseTime()) : null,
                Objects.requireNonNullElse(memo(info, RunMarks.STARTED_BY), ""),
                memo(info, RunMarks.PARENT),
                memo(info, RunMarks.AWAITED_BY),
                labels(value(attributes, SearchAttributes.LABELS)),
                waiting == null || status.ended() ? List.of() : waiting,
                workflowTaskAttempt,
                false);
    }

    /** What the run says of itself counts while it is open, and where it ended by its own doing. */
    static RunStatus status(WorkflowExecutionStatus execution, @Nullable String own) {
        @Nullable RunStatus said = parse(own);
        return switch (execution) {
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> RunStatus.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> RunStatus.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> RunStatus.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> said != null && said.ended() ? said : RunStatus.COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> said != null && said.ended() ? said : RunStatus.FAILED;
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED -> said != null && !said.ended() ? said : RunStatus.RUNNING;
        };
    }

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** Of a run in several histories it is the beginning of the first. */
    private Instant startedAt(WorkflowExecutionInfo info) {
        @Nullable String first = memo(info, RunMarks.STARTED_AT);
        return first != null
                ? Instant.parse(first)
                : instant(info.hasExecutionTime() ? info.getExecutionTime() : info.getStartTime());
    }

    private @Nullable String memo(WorkflowExecutionInfo info, String field) {
        @Nullable Payload payload = info.getMemo().getFieldsMap().get(field);
        return payload == null ? null : rim.value(payload, String.class);
    }

    private static Map<String, String> labels(@Nullable List<String> pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String pair : pairs == null ? List.<String>of() : pairs) {
            int at = pair.indexOf('=');
            if (at > 0) {
                labels.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return labels;
    }

    private static @Nullable RunStatus parse(@Nullable String word) {
        try {
            return word == null ? null : RunStatus.valueOf(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String workflowOf(String run) {
        int dash = run.lastIndexOf('-');
        return dash > 0 ? run.substring(0, dash) : run;
    }

    /** Search attributes are always plain JSON: no codec touches them. */
    @SuppressWarnings("unchecked")
    private static <T> @Nullable T value(Map<String, Payload> attributes, SearchAttributeKey<T> key) {
        @Nullable Payload payload = attributes.get(key.getName());
        if (payload == null || payload.getData().isEmpty()) {
            return null;
        }
        Class<?> type = key.getValueClass();
        Type reflected = key.getValueReflectType();
        return (T) DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, (Class<Object>) type, reflected);
    }
}
