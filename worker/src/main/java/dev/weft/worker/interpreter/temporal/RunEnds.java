package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import org.jspecify.annotations.Nullable;

/** What a run that has ended tells: its parent, where that waits for it, and Temporal. Workflow threads only. */
final class RunEnds {
    private RunEnds() {}

    static void report(RunFacts run, RunState state) {
        ParentRun parent = run.request().parent();
        if (parent != null && parent.awaits()) {
            ChildMessages.report(
                    parent.run(),
                    new ChildReport(run.run(), parent.task(), state.status(), state.outputs(), state.error()));
        }
    }

    /** The result of the workflow, or how it fails. */
    static @Nullable Object result(RunState state) {
        Failure error = state.error();
        String message = error == null ? "The run is " + state.status() : error.message();
        return switch (state.status()) {
            case COMPLETED -> Sendable.write(state.outputs());
            case CANCELLED -> throw new CanceledFailure(message);
            case FAILED, TIMED_OUT, RUNNING, WAITING, PAUSED, ROLLING_BACK, ROLLED_BACK, TERMINATED ->
                throw ApplicationFailure.newNonRetryableFailure(message, error == null ? "failed" : error.code());
        };
    }
}
