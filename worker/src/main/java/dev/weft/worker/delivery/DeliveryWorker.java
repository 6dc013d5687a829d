package dev.weft.worker.delivery;

import dev.weft.worker.protocol.delivery.EventDelivery;
import dev.weft.worker.protocol.delivery.WeftDelivery;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;

/** A worker that sends events, beside the one for runs: what others are slow to take, holds up no task. Thread safe. */
public final class DeliveryWorker implements AutoCloseable {
    private static final int AT_ONCE = 100;
    private static final int GRACE_SECONDS = 5;

    private final WorkerFactory factory;

    private DeliveryWorker(WorkerFactory factory) {
        this.factory = factory;
    }

    /**
     * Starts to poll.
     *
     * @param client of the namespace; remains the caller's to close
     */
    public static DeliveryWorker start(WorkflowClient client, EventDelivery delivery) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = factory.newWorker(
                WeftDelivery.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(AT_ONCE)
                        .build());
        worker.registerWorkflowImplementationTypes(DeliveryWorkflow.class);
        worker.registerActivitiesImplementations(delivery);
        factory.start();
        return new DeliveryWorker(factory);
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        factory.shutdownNow();
    }
}
