package dev.weft.cli.trial;

import com.google.protobuf.Empty;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.testservice.v1.GetCurrentTimeResponse;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.SleepRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.TestServiceGrpc.TestServiceBlockingStub;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Temporal server in this process, alone, whose clock stands still as long as anybody holds it, and leaps to the next timer
 * where nobody does. Whoever makes one holds it. The server itself does while a workflow task or an activity is under way.
 * Thread safe.
 */
final class VirtualServer implements AutoCloseable {
    private static final int TRIES = 5;
    private static final long SOON = 3_000_000;

    /** It tells of what it was about when it is closed, on standard error. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.OFF);
    }

    private final TestServer.InProcessTestServer server;
    private final WorkflowServiceStubs service;
    private final TestServiceBlockingStub clock;
    private final WorkflowClient client;

    private VirtualServer(TestServer.InProcessTestServer server) {
        this.server = server;
        this.service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .build());
        this.clock = TestServiceGrpc.newBlockingStub(server.getChannel());
        this.client = WorkflowClient.newInstance(service);
        know();
    }

    /** A run that sets an unknown search attribute would hang. */
    private void know() {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .validateAndBuildWithDefaults());
        AddSearchAttributesRequest.Builder all = AddSearchAttributesRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace());
        SearchAttributes.ALL.forEach(key -> all.putSearchAttributes(key.getName(), key.getValueType()));
        operator.blockingStub().addSearchAttributes(all.build());
    }

    /** One whose clock begins at a time. */
    static VirtualServer start(Instant at) {
        return new VirtualServer(TestServer.createServer(true, at.toEpochMilli()));
    }

    WorkflowClient client() {
        return client;
    }

    /** By how much the clock has leapt: how far it is beyond the one on the wall. */
    Duration leapt() {
        Duration best = Duration.ZERO;
        long least = Long.MAX_VALUE;
        // A machine that has much to do may take its time between the two clocks.
        for (int i = 0; i < TRIES && least > SOON; i++) {
            long before = System.nanoTime();
            GetCurrentTimeResponse now = clock.getCurrentTime(Empty.getDefaultInstance());
            long took = System.nanoTime() - before;
            if (took < least) {
                least = took;
                best = Duration.ofMillis(Timestamps.toMillis(now.getTime())).minusNanos(before + took / 2);
            }
        }
        return best;
    }

    /** The clock stands still, once more, until it is let go. */
    void hold() {
        clock.lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
    }

    /** Undoes one {@link #hold}. */
    void release() {
        clock.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    }

    /** For one who holds the clock: lets it go for so long, and holds it again at that very time. */
    void sleep(Duration duration) {
        clock.unlockTimeSkippingWithSleep(SleepRequest.newBuilder()
                .setDuration(Durations.fromMillis(duration.toMillis()))
                .build());
    }

    @Override
    public void close() {
        service.shutdownNow();
        server.close();
    }
}
