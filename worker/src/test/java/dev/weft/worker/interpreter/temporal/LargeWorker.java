package dev.weft.worker.interpreter.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;

/** A process with a worker of {@link LargeRuns}, until it is killed: the address of the server, and the home. */
final class LargeWorker {
    private LargeWorker() {}

    public static void main(String[] arguments) throws Exception {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        try (LargeRuns large = new LargeRuns(Path.of(arguments[1]), WorkflowClient.newInstance(service), false)) {
            System.out.println("working in " + large.home);
            Thread.currentThread().join();
        }
    }
}
