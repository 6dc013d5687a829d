package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRevival;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs that have ended, and that another has go on. Thread safe. */
final class EndedRuns {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final WorkflowClient client;
    private final RunReplay replay;

    /**
     * @param client of the namespace; remains the caller's to close
     * @param replay reads runs that have ended
     */
    EndedRuns(WorkflowClient client, RunReplay replay) {
        this.client = client;
        this.replay = replay;
    }

    /** With what one goes on, or why it doesn't. */
    Revival ask(String run, WorkflowExecutionDescription found, Control control) {
        String execution = found.getExecution().getRunId();
        if (found.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
            Revival answer = client.newUntypedWorkflowStub(run, Optional.of(execution), Optional.empty())
                    .query("revived", Revival.class, control);
            if (!answer.large()) {
                return answer;
            }
        }
        @Nullable Object answer = replay.ask(new WeftRevival.Question(run, execution, "revived", JSON.valueToTree(control)));
        return (Revival) Objects.requireNonNull(answer);
    }

    /**
     * Starts one once more.
     *
     * @param marks of its memo, besides those that each run has
     * @return whether nobody else has, meanwhile
     */
    boolean start(String run, RunRequest request, WorkflowExecutionDescription found, Map<String, String> marks) {
        Map<String, Object> memo = new LinkedHashMap<>(RunMarks.memo(request, begun(found)));
        memo.putAll(marks);
        WorkflowStub stub = client.newUntypedWorkflowStub(
                WeftRun.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(run)
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setPriority(RunMarks.priority(request))
                        .setMemo(memo)
                        .setTypedSearchAttributes(RunMarks.attributes(request))
                        .setStaticSummary(request.workflow() + ", revision " + request.revision())
                        .build());
        try {
            stub.start(request);
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        }
    }

    /** When the run began in its first going. */
    private static Instant begun(WorkflowExecutionDescription found) {
        Object first = found.getMemo(RunMarks.STARTED_AT, String.class);
        return first == null ? found.getStartTime() : Instant.parse(first.toString());
    }
}
