package dev.weft.worker.workflow;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/** Other executions, by their workflow's id: the newest when it is spoken to. Workflow threads only. */
public final class Executions {
    /** Name, in histories, of the change with which this began; before, who told one that had ended failed of that. */
    private static final String MAY_HAVE_ENDED = "who is told may have ended";

    /** Begin of the type of the failure by which the SDK says that a signal wasn't taken, whatever its Javadoc says. */
    private static final String NOT_TAKEN = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_";

    private Executions() {}

    /** The newest of a workflow. */
    public static ExternalWorkflowStub newest(String workflow) {
        return Workflow.newUntypedExternalWorkflowStub(
                WorkflowExecution.newBuilder().setWorkflowId(workflow).build());
    }

    /**
     * Signals the newest of a workflow, and waits until it has the signal.
     *
     * @return whether it has; not where it has ended, or isn't kept any more
     */
    public static boolean signal(String workflow, String signal, Object... arguments) {
        try {
            newest(workflow).signal(signal, arguments);
            return true;
        } catch (SignalExternalWorkflowException e) {
            return false;
        } catch (ApplicationFailure e) {
            if (!e.getType().startsWith(NOT_TAKEN) || !Versions.has(MAY_HAVE_ENDED)) {
                throw e;
            }
            return false;
        }
    }
}
