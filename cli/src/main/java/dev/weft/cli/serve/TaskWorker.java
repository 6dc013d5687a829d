package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import java.io.IOException;

/** A worker with everything that does the work of tasks. Thread safe. */
public final class TaskWorker implements AutoCloseable {
    private final ActionRuntime runtime;
    private final WeftWorker worker;

    private TaskWorker(ActionRuntime runtime, WeftWorker worker) {
        this.runtime = runtime;
        this.worker = worker;
    }

    /** Starts to poll. */
    static TaskWorker start(TemporalConnection temporal, HomeFolder home, Environment environment)
            throws StartException {
        try {
            ActionRuntime runtime =
                    ActionRuntime.open(WorkerSettings.fromEnvironment(home.path(), environment.variables()));
            return new TaskWorker(
                    runtime, WeftWorker.start(temporal.client(), new TaskActivity(runtime), WorkerLimits.DEFAULT));
        } catch (IOException e) {
            throw new StartException(
                    "Expected to make the worker's folders in " + home.path() + ", but: " + e.getMessage(), e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        worker.close();
        runtime.close();
    }
}
