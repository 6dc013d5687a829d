package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.RunRequest;
import io.temporal.workflow.WorkflowInit;
import java.util.concurrent.atomic.AtomicReference;

/** A run that is only replayed: it can be asked once that is done. */
public final class ReplayedRun extends RunWorkflow {
    /** The one that was replayed last; whoever replays holds {@link RunReplay}'s lock. */
    static final AtomicReference<ReplayedRun> LAST = new AtomicReference<>();

    @WorkflowInit
    public ReplayedRun(RunRequest request) {
        super(request);
        LAST.set(this);
    }
}
