package dev.weft.worker.protocol;

import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes.Builder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Temporal is told of a run when it is started, by the API or by its parent. */
public final class RunMarks {
    /** The key in a run's memo of who started it. */
    public static final String STARTED_BY = "startedBy";

    /** The key in a run's memo of when it began, as RFC 3339 text; only of a run that has gone on in a new history. */
    public static final String STARTED_AT = "startedAt";

    /** The key in a run's memo of what its search attributes said as it went on in a new history. */
    public static final String TOLD = "told";

    /** The key in the memo of a run that another started of the id of that one. */
    public static final String PARENT = "parent";

    /** The key in the memo of a run that another waits for of the path of the task that does. */
    public static final String AWAITED_BY = "awaitedBy";

    /** The key in the memo of a run that does a slice, and goes on after its end, of what has it do so. */
    public static final String REVIVED_BY = "revivedBy";

    /** The priority of a run that doesn't say one. */
    public static final int DEFAULT_PRIORITY = 3;

    private RunMarks() {}

    /** Its search attributes. */
    public static io.temporal.common.SearchAttributes attributes(RunRequest request) {
        Builder attributes = io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.WORKFLOW, request.workflow())
                .set(SearchAttributes.REVISION, (long) request.revision())
                .set(SearchAttributes.STATUS, RunStatus.RUNNING.name())
                .set(SearchAttributes.PROGRESS, 0L);
        if (!request.labels().isEmpty()) {
            attributes.set(
                    SearchAttributes.LABELS,
                    request.labels().entrySet().stream()
                            .map(label -> label.getKey() + "=" + label.getValue())
                            .toList());
        }
        return attributes.build();
    }

    /** The memo of a run that is started now. */
    public static Map<String, Object> memo(RunRequest request) {
        return memo(request, null);
    }

    /**
     * Its memo.
     *
     * @param begun when it began, where that was in another history; else {@code null}
     */
    public static Map<String, Object> memo(RunRequest request, @Nullable Instant begun) {
        Map<String, Object> memo = new LinkedHashMap<>();
        memo.put(STARTED_BY, request.startedBy());
        if (begun != null) {
            memo.put(STARTED_AT, begun.toString());
        }
        ParentRun parent = request.parent();
        if (parent != null) {
            memo.put(PARENT, parent.run());
            if (parent.awaits()) {
                memo.put(AWAITED_BY, parent.task());
            }
        }
        return memo;
    }

    /** Its place among others: by its priority, and among those of the same one the definitions take turns. */
    public static Priority priority(RunRequest request) {
        return Priority.newBuilder()
                .setPriorityKey(request.priority() == null ? DEFAULT_PRIORITY : request.priority())
                .setFairnessKey(request.workflow())
                .build();
    }
}
