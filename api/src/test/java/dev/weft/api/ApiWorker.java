package dev.weft.api;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A real worker on the Temporal server of {@link Api}, with all actions. */
record ApiWorker(ActionRuntime actions, WeftWorker worker) implements AutoCloseable {
    static ApiWorker start(Path home) throws IOException {
        ActionRuntime actions = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()));
        return new ApiWorker(
                actions, WeftWorker.start(Api.temporal(), new TaskActivity(actions), WorkerLimits.DEFAULT));
    }

    @Override
    public void close() {
        worker.close();
        actions.close();
    }
}
