package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.restart.Resuming;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.workflow.Versions;
import java.time.Instant;

/** The step that takes up a state in a new history, or begins a run that has one to begin with. Workflow threads only. */
final class FirstStep {
    /** Name of the change by which it tells the result cache, too. */
    private static final String TELLS_CACHE = "tells the cache as it resumes";

    /** Name of the change by which it tells other runs of what fails in it. */
    private static final String TELLS_RUNS = "tells runs as it resumes";

    private FirstStep() {}

    static Step of(RunLoop loop, RunState state, Instant now, Elsewhere elsewhere) {
        if (state.startedAt() == null) {
            return loop.on(state, new RunEvent.Started(now), elsewhere);
        }
        Step step = Resuming.step(loop, state, now, elsewhere);
        if (Resuming.tellsCache(step) && !Versions.has(TELLS_CACHE)) {
            step = Resuming.withoutCache(step);
        }
        if (Resuming.tellsRuns(step) && !Versions.has(TELLS_RUNS)) {
            step = Resuming.withoutTellingRuns(step);
        }
        return step;
    }
}
