package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;

/** How child runs are started: so that they are found as any other run, and outlive a parent that continues as new. */
final class ChildOptions {
    private ChildOptions() {}

    static ChildWorkflowOptions of(Effect.StartChild effect) {
        RunRequest request = effect.request();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(effect.run())
                .setTaskQueue(WeftRun.TASK_QUEUE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setPriority(RunMarks.priority(request))
                .setMemo(RunMarks.memo(request))
                .setTypedSearchAttributes(RunMarks.attributes(request))
                .setStaticSummary(request.workflow() + ", revision " + request.revision())
                .build();
    }
}
