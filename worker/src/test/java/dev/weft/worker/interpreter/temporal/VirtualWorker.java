package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.room.Capacity;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A worker of scripted activities on an in-memory Temporal server, whose time passes as it is told to. */
final class VirtualWorker implements AutoCloseable {
    final ScriptedActivities activities;
    final TestWorkflowEnvironment environment;
    final WorkflowClient client;
    /** What runs have said they wait for. */
    final List<AwaitedEvent> awaited = new CopyOnWriteArrayList<>();

    private final AtomicInteger outages = new AtomicInteger();
    private final WeftWorker worker;

    private VirtualWorker(
            TestWorkflowEnvironment environment,
            ScriptedActivities activities,
            boolean hasLog,
            @Nullable ResultCache results) {
        this.environment = environment;
        this.activities = activities;
        this.client = environment.getWorkflowClient();
        SearchAttributes.ALL.forEach(key -> environment.registerSearchAttribute(key.getName(), key.getValueType()));
        worker = WeftWorker.poll(
                client, activities, WorkerLimits.DEFAULT.having(Capacity.ENDLESS), hasLog ? this::note : null, results);
    }

    static VirtualWorker start() {
        return start(new ScriptedActivities());
    }

    static VirtualWorker start(ScriptedActivities activities) {
        return new VirtualWorker(TestWorkflowEnvironment.newInstance(), activities, true, null);
    }

    /** One that can't note what runs wait for. */
    static VirtualWorker withoutLog() {
        return new VirtualWorker(TestWorkflowEnvironment.newInstance(), new ScriptedActivities(), false, null);
    }

    /** So often the log is out of reach. */
    void logOutages(int times) {
        outages.set(times);
    }

    private void note(AwaitedEvent event) throws EventSinkException {
        if (outages.getAndDecrement() > 0) {
            throw new EventSinkException("out of reach", new IOException("out of reach"));
        }
        awaited.add(event);
    }

    /** One with a result cache; forgetful, as below. */
    static VirtualWorker start(ResultCache results) {
        return new VirtualWorker(forgetfulEnvironment(), new ScriptedActivities(), true, results);
    }

    /**
     * For runs with many histories: the server never answers a query that comes just as a history ends, so that one is soon
     * given up and asked again.
     */
    static VirtualWorker forgetful() {
        return new VirtualWorker(forgetfulEnvironment(), new ScriptedActivities(), true, null);
    }

    private static TestWorkflowEnvironment forgetfulEnvironment() {
        return TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setRpcQueryTimeout(Duration.ofSeconds(2))
                        .build())
                .build());
    }

    Runs runs() {
        return new Runs(client);
    }

    @Override
    public void close() {
        worker.closeNow();
        environment.close();
    }
}
