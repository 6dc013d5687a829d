package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.charset.StandardCharsets;

/** Starts runs. */
public final class RunStarter {
    private static final int SUMMARY_BYTES = 400;
    private static final int DETAILS_BYTES = 20_000;
    private final TemporalRim rim;

    RunStarter(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Starts a run. A run of the same id that is there already, open or closed, is left alone: so the same command may be
     * given again. Only a run that is to be started once more may be there, closed.
     *
     * @return whether it was started now
     * @throws ApiException 503 when Temporal does not answer, 422 when it refuses the request for its size
     */
    public boolean start(StartCommand command) {
        WorkflowStub stub = rim.client().newUntypedWorkflowStub(WeftRun.TYPE, options(command));
        try {
            rim.callClient(TemporalRim.NORMAL, () -> stub.start(command.request()));
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        } catch (Exception e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                RuntimeException known = TemporalRim.outage(status);
                return known instanceof ApiException
                        ? known
                        : ApiException.unprocessable(
                                "start_refused",
                                "Expected Temporal to take the start, but it refused: "
                                        + status.getStatus().getDescription());
            }
        }
        return exception instanceof RuntimeException known ? known : new IllegalStateException(exception);
    }

    private static WorkflowOptions options(StartCommand command) {
        RunRequest request = command.request();
        return WorkflowOptions.newBuilder()
                .setWorkflowId(command.run())
                .setTaskQueue(WeftRun.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                        command.begun() == null
                                ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE
                                : WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setDisableEagerExecution(false)
                .setPriority(RunMarks.priority(request))
                .setMemo(RunMarks.memo(request, command.begun()))
                .setTypedSearchAttributes(RunMarks.attributes(request))
                .setStaticSummary(cut(command.name() + ", revision " + request.revision(), SUMMARY_BYTES))
                .setStaticDetails(cut(details(command), DETAILS_BYTES))
                .build();
    }

    private static String details(StartCommand command) {
        String started = "Started by `" + command.request().startedBy() + "`.";
        return command.description().isBlank() ? started : command.description() + "\n\n" + started;
    }

    /** Temporal bounds these in bytes of UTF-8. */
    private static String cut(String text, int bytes) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= bytes) {
            return text;
        }
        int end = bytes - 3;
        while ((encoded[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(encoded, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
