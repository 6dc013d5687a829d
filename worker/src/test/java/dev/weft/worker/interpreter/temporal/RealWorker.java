package dev.weft.worker.interpreter.temporal;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A worker of scripted activities on a real Temporal server, with a connection and a namespace of its own. As the extension of a class of
 * tests it begins each with a clean script, and ends with the last.
 */
final class RealWorker implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
    final ScriptedActivities activities = new ScriptedActivities();
    final WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
            .setTarget(TestServers.temporal().address())
            .build());
    final WorkflowClient client = WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder()
                    .setNamespace(TestServers.newNamespace())
                    .build());
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
        service.shutdownNow();
    }
}
