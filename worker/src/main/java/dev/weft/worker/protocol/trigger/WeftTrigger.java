package dev.weft.worker.protocol.trigger;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One time of a schedule: workflow type {@code WeftTrigger}, started by Temporal's schedule. It has the API start a run of the
 * current revision, and goes on as long as that run where the next time depends on it; its cancellation cancels the run.
 */
@WorkflowInterface
public interface WeftTrigger {
    /** The workflow type. */
    String TYPE = "WeftTrigger";

    /** What ids of schedules, and of the workflows that they start, begin with; the trigger's id follows. */
    String ID = "weft-trigger-";

    @WorkflowMethod(name = TYPE)
    void come(TriggerCall call);
}
