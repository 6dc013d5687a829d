package dev.weft.worker.interpreter.temporal;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time of a run: Temporal's, so that a replay sees the same. Workflow threads only. */
final class RunClock {
    private RunClock() {}

    static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
