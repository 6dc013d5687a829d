package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.WeftRevival;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts runs once more that have ended, as the API does. */
final class Revivals {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private Revivals() {}

    static Revival askTerminated(Runs.Run run, @Nullable Control revived, @Nullable Restart restarted) {
        WeftRevival revival = run.client()
                .newWorkflowStub(
                        WeftRevival.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .setWorkflowId("ask-" + UUID.randomUUID())
                                .build());
        String execution = run.untyped().describe().getExecution().getRunId();
        String query = revived != null ? "revived" : "restarted";
        JsonNode argument = JSON.valueToTree(revived != null ? revived : restarted);
        JsonNode answer = revival.ask(new WeftRevival.Question(run.id(), execution, query, argument));
        try {
            return JSON.treeToValue(answer, Revival.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks a run that has ended. */
    static Revival ask(Runs.Run run, @Nullable Control revived, @Nullable Restart restarted) {
        Revival answer =
                revived != null ? run.stub().revived(revived) : run.stub().restarted(Objects.requireNonNull(restarted));
        return answer.large() ? askTerminated(run, revived, restarted) : answer;
    }

    static void start(WorkflowClient client, String id, Revival revival) {
        WeftRun stub = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        WorkflowClient.start(stub::run, Objects.requireNonNull(revival.request(), revival::toString));
    }
}
