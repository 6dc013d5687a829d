package dev.weft.worker.protocol.event;

/** What happened in a run: the types of its events. */
public enum FactType {
    WORKFLOW_STARTED("workflow.started"),
    /** Somebody asked something of it, such as a pause. */
    WORKFLOW_CONTROLLED("workflow.controlled"),
    WORKFLOW_PAUSED("workflow.paused"),
    WORKFLOW_RESUMED("workflow.resumed"),
    /** It is being undone. */
    WORKFLOW_ROLLING_BACK("workflow.rolling_back"),
    /** It is undone: whole, and so at its end, or to a checkpoint, from which it goes on. */
    WORKFLOW_ROLLED_BACK("workflow.rolled_back"),
    WORKFLOW_COMPLETED("workflow.completed"),
    /** It ended otherwise than COMPLETED, CANCELLED or ROLLED_BACK; the status says how. */
    WORKFLOW_FAILED("workflow.failed"),
    WORKFLOW_CANCELLED("workflow.cancelled"),
    /** An attempt, an item or a turn began. */
    TASK_STARTED("task.started"),
    TASK_COMPLETED("task.completed"),
    TASK_FAILED("task.failed"),
    /** An attempt failed, and another follows. */
    TASK_RETRYING("task.retrying"),
    TASK_SKIPPED("task.skipped"),
    TASK_CANCELLED("task.cancelled"),
    /** It isn't done by when its {@code sla} says. */
    TASK_LATE("task.late"),
    /** What it did is undone. */
    TASK_COMPENSATED("task.compensated"),
    /** Another change of its status: it waits, goes on, or is to begin anew. */
    TASK_CHANGED("task.changed"),
    /** People are asked to decide a level of a gate. */
    APPROVAL_REQUIRED("approval.required"),
    APPROVAL_REMINDED("approval.reminded"),
    /** Somebody decided; the gate may still wait for others. */
    APPROVAL_DECIDED("approval.decided"),
    APPROVAL_DELEGATED("approval.delegated"),
    /** The time of a level was up, and another is asked. */
    APPROVAL_ESCALATED("approval.escalated");

    private final String text;

    FactType(String text) {
        this.text = text;
    }

    /** As it stands in an event. */
    public String text() {
        return text;
    }

    /** Whether the run is over with it, unless it goes on from a checkpoint. */
    public boolean ends() {
        return switch (this) {
            case WORKFLOW_COMPLETED, WORKFLOW_FAILED, WORKFLOW_CANCELLED, WORKFLOW_ROLLED_BACK -> true;
            case WORKFLOW_STARTED,
                    WORKFLOW_CONTROLLED,
                    WORKFLOW_PAUSED,
                    WORKFLOW_RESUMED,
                    WORKFLOW_ROLLING_BACK,
                    TASK_STARTED,
                    TASK_COMPLETED,
                    TASK_FAILED,
                    TASK_RETRYING,
                    TASK_SKIPPED,
                    TASK_CANCELLED,
                    TASK_LATE,
                    TASK_COMPENSATED,
                    TASK_CHANGED,
                    APPROVAL_REQUIRED,
                    APPROVAL_REMINDED,
                    APPROVAL_DECIDED,
                    APPROVAL_DELEGATED,
                    APPROVAL_ESCALATED -> false;
        };
    }
}
