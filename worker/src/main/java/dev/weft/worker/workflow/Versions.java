package dev.weft.worker.workflow;

import io.temporal.workflow.Workflow;

/** Which changes of our workflows an execution goes by. Workflow threads only. */
public final class Versions {
    private Versions() {}

    /**
     * Whether an execution goes by a change. One whose history has come past the place under an earlier build doesn't, to its end. Asked only
     * where such an execution went another way, as it costs an event.
     *
     * @param change its name in histories
     */
    public static boolean has(String change) {
        return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }
}
