package dev.weft.worker;

import dev.weft.platform.testing.TestServers;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/** A connection of its own to the Temporal server of the tests, until it is closed. */
public record TestConnection(WorkflowServiceStubs service, WorkflowClient client) implements AutoCloseable {
    /** To a namespace that nobody else has. */
    public static TestConnection open() {
        return to(TestServers.newNamespace());
    }

    /** To a namespace. */
    public static TestConnection to(String namespace) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        return new TestConnection(
                service,
                WorkflowClient.newInstance(
                        service,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(namespace)
                                .build()));
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
