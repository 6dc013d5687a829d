package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A worker of scripted activities on a real Temporal server, with a connection and a namespace of its own. As the extension of a class of
 * tests it begins each with a clean script, and ends with the last.
 */
final class RealWorker implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
    final ScriptedActivities activities = new ScriptedActivities();
    private final TestConnection connection = TestConnection.open();
    final WorkflowServiceStubs service = connection.service();
    final WorkflowClient client = connection.client();
    private WeftWorker worker;

    RealWorker(WorkerLimits limits) {
        worker = WeftWorker.start(client, activities, limits);
    }

    static RealWorker start() {
        return new RealWorker(WorkerLimits.DEFAULT);
    }

    /** This one ends, and another takes its place. */
    void replace() {
        worker.close();
        worker = WeftWorker.start(client, activities, WorkerLimits.DEFAULT);
    }

    Runs runs() {
        return new Runs(client);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        activities.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        worker.closeNow();
        connection.close();
    }
}
