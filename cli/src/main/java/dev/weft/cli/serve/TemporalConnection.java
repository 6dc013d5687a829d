package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.protocol.codec.SealingCodec;
import dev.weft.worker.protocol.metric.ProcessMetrics;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/**
 * A connection to Temporal. Thread safe.
 *
 * @param client of the namespace that {@code TEMPORAL_NAMESPACE} names, else {@code default}
 */
public record TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client) implements AutoCloseable {
    /**
     * Connects on first use.
     *
     * @param sealer seals what Temporal is given to keep
     */
    public static TemporalConnection to(String address, Environment environment, Sealer sealer) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setMetricsScope(ProcessMetrics.temporal())
                .build());
        return new TemporalConnection(
                stubs,
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(
                                        environment.get("TEMPORAL_NAMESPACE").orElse("default"))
                                .setDataConverter(SealingCodec.converter(sealer))
                                .build()));
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        stubs.awaitTermination(2, TimeUnit.SECONDS);
    }
}
