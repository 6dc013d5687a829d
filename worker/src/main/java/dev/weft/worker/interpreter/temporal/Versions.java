package dev.weft.worker.interpreter.temporal;

import io.temporal.workflow.Workflow;

/** Which changes of the interpreter a run goes by. Workflow threads only. */
final class Versions {
    private Versions() {}

    /**
     * Whether a run goes by a change. One whose history has come past the place under an earlier build doesn't, to its end. Asked only
     * where such a run went another way, as it costs an event.
     *
     * @param change its name in histories
     */
    static boolean has(String change) {
        return Workflow.getVersion(change, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }
}
