package dev.weft.worker;

import dev.weft.definitions.expression.Expressions;
import dev.weft.worker.activity.AgentLookups;
import dev.weft.worker.activity.EventWaitDesk;
import dev.weft.worker.activity.LeaseMessages;
import dev.weft.worker.activity.ResultMessages;
import dev.weft.worker.activity.RunOutcomes;
import dev.weft.worker.agent.watch.AgentWatchWorkflow;
import dev.weft.worker.event.EventPublisher;
import dev.weft.worker.interpreter.temporal.FactTap;
import dev.weft.worker.interpreter.temporal.LargeEvaluation;
import dev.weft.worker.interpreter.temporal.PassedUpdates;
import dev.weft.worker.interpreter.temporal.RevivalWorkflow;
import dev.weft.worker.interpreter.temporal.RevivedSlices;
import dev.weft.worker.interpreter.temporal.RunReplay;
import dev.weft.worker.interpreter.temporal.RunWorkflow;
import dev.weft.worker.interpreter.temporal.UndoneRuns;
import dev.weft.worker.interpreter.view.InterpreterWarmUp;
import dev.weft.worker.lease.temporal.LeaseWorkflow;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.SearchAttributeRegistration;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventWaits;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.room.Capacity;
import dev.weft.worker.room.RoomWorkers;
import dev.weft.worker.trigger.TriggerWorkflow;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A worker of runs and their tasks, in this process. Thread safe. */
public final class WeftWorker implements AutoCloseable {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);

    /**
     * What one step of a run may take. The SDK's second is for code that blocks by mistake, which the interpreter doesn't; where other
     * work takes the processors, writing a state of megabytes can take longer, and the workflow task and its local attempts would be
     * made again. Half of the workflow task's ten seconds.
     */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final WorkerFactory factory;
    private final @Nullable EventPublisher publisher;

    private WeftWorker(WorkerFactory factory, @Nullable EventPublisher publisher) {
        this.factory = factory;
        this.publisher = publisher;
    }

    /**
     * Creates the search attributes that are missing and starts to poll.
     *
     * @param client of the namespace; remains the caller's to close
     * @param activities does the work of tasks
     * @param options how much of it at once
     * @param version the build it is of, where Temporal is to know; {@code null} for a worker without one
     * @param events takes what its runs tell; remains the caller's to close; {@code null} for nowhere
     * @param results keeps outputs of its runs for others; remains the caller's to close; {@code null} where none are kept
     * @throws IllegalStateException where the namespace has search attributes of the same name and another type
     */
    public static WeftWorker start(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable WorkerVersion version,
            @Nullable EventSink events,
            @Nullable ResultCache results) {
        return start(client, activities, options, version, events, results, null);
    }

    /**
     * As the other.
     *
     * @param store where large values of its runs are; {@code null} where they have none
     */
    public static WeftWorker start(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable WorkerVersion version,
            @Nullable EventSink events,
            @Nullable ResultCache results,
            @Nullable LargeValueStore store) {
        SearchAttributeRegistration.ensure(
                client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
        EventPublisher publisher = events == null ? null : EventPublisher.start(client, events);
        return polling(
                client,
                activities,
                options,
                version,
                new Tapped(publisher, publisher == null ? null : publisher::tap),
                events,
                results,
                store,
                List.of());
    }

    /** As the other, without a result cache. */
    public static WeftWorker start(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable WorkerVersion version,
            @Nullable EventSink events) {
        return start(client, activities, options, version, events, null);
    }

    /** As the other, with events to nowhere. */
    public static WeftWorker start(
            WorkflowClient client, DynamicActivity activities, WorkerLimits options, @Nullable WorkerVersion version) {
        return start(client, activities, options, version, null);
    }

    /** As the other, of no version. */
    public static WeftWorker start(WorkflowClient client, DynamicActivity activities, WorkerLimits options) {
        return start(client, activities, options, null);
    }

    /** As {@link #start}, for a namespace that is known to have the search attributes. */
    public static WeftWorker poll(WorkflowClient client, DynamicActivity activities, WorkerLimits options) {
        return poll(client, activities, options, null, null);
    }

    /**
     * As the other.
     *
     * @param waits notes which events its runs wait for; {@code null} for nobody
     * @param results keeps outputs of its runs for others; {@code null} where none are kept
     */
    public static WeftWorker poll(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable EventWaits waits,
            @Nullable ResultCache results) {
        return poll(client, activities, options, waits, results, null);
    }

    /** As the other, with a place for large values. */
    public static WeftWorker poll(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable EventWaits waits,
            @Nullable ResultCache results,
            @Nullable LargeValueStore store) {
        return polling(client, activities, options, null, new Tapped(null, null), waits, results, store, List.of());
    }

    /**
     * A worker for runs that are tried out, whose activities are made up.
     *
     * @param waits notes which events its runs wait for
     * @param tap takes what all its runs tell, on their workflow threads
     * @param interceptor sees what its runs ask of Temporal
     */
    public static WeftWorker trial(
            WorkflowClient client,
            DynamicActivity activities,
            EventWaits waits,
            FactTap tap,
            WorkerInterceptor interceptor) {
        return polling(
                client,
                activities,
                WorkerLimits.DEFAULT.having(Capacity.ENDLESS),
                null,
                new Tapped(null, () -> tap),
                waits,
                null,
                null,
                List.of(interceptor));
    }

    /**
     * Who hears what runs tell.
     *
     * @param publisher that this worker closes at its end; {@code null} for none
     * @param taps a tap for each run in memory; {@code null} for none
     */
    private record Tapped(
            @Nullable EventPublisher publisher, @Nullable Supplier<FactTap> taps) {}

    private static WeftWorker polling(
            WorkflowClient client,
            DynamicActivity activities,
            WorkerLimits options,
            @Nullable WorkerVersion version,
            Tapped tapped,
            @Nullable EventWaits waits,
            @Nullable ResultCache results,
            @Nullable LargeValueStore store,
            List<WorkerInterceptor> interceptors) {
        Expressions.warmUp();
        InterpreterWarmUp.run();
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkflowCacheSize(options.cachedRuns())
                        .setWorkerInterceptors(interceptors.toArray(WorkerInterceptor[]::new))
                        .build());
        Worker worker = factory.newWorker(
                WeftRun.TASK_QUEUE, workerOptions(options, version).build());
        worker.registerWorkflowImplementationTypes(
                RevivalWorkflow.class, LeaseWorkflow.class, AgentWatchWorkflow.class, TriggerWorkflow.class);
        Supplier<FactTap> taps = tapped.taps();
        if (taps == null) {
            worker.registerWorkflowImplementationTypes(RunWorkflow.class);
        } else {
            worker.registerWorkflowImplementationFactory(
                    WeftRun.class,
                    arguments -> new RunWorkflow(
                            arguments.getSize() == 0 ? null : arguments.get(0, RunRequest.class), taps.get()),
                    WorkflowImplementationOptions.getDefaultInstance());
        }
        RunReplay replay = new RunReplay(client, store);
        worker.registerActivitiesImplementations(
                activities,
                new RunOutcomes(),
                replay,
                new UndoneRuns(client, replay),
                new RevivedSlices(client, replay),
                new PassedUpdates(client),
                new LargeEvaluation(store),
                new LeaseMessages(),
                new AgentLookups(),
                new EventWaitDesk(waits),
                new ResultMessages(results));
        // What has room on a worker is done there, whichever build is the current one.
        RoomWorkers.add(
                factory,
                options.capacity(),
                activities,
                client.getOptions().getIdentity(),
                workerOptions(options, version),
                workerOptions(options, null));
        factory.start();
        return new WeftWorker(factory, tapped.publisher());
    }

    /** The factory, for a client in the same process that wants its runs started eagerly. */
    public WorkerFactory factory() {
        return factory;
    }

    /** Stops polling and waits up to ten seconds for what is under way. */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
        end();
    }

    /** Stops polling and interrupts what is under way: for whoever knows that nothing is that matters. */
    public void closeNow() {
        factory.shutdownNow();
        end();
    }

    private void end() {
        if (!factory.isTerminated()) {
            factory.shutdownNow();
            factory.awaitTermination(1, TimeUnit.SECONDS);
        }
        if (publisher != null) {
            publisher.close();
        }
    }

    private static WorkerOptions.Builder workerOptions(WorkerLimits limits, @Nullable WorkerVersion version) {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityExecutionSize(limits.concurrentTasks())
                .setMaxConcurrentLocalActivityExecutionSize(limits.concurrentTasks())
                .setMaxConcurrentWorkflowTaskExecutionSize(limits.concurrentWorkflowTasks())
                .setDefaultDeadlockDetectionTimeout(LONGEST_STEP.toMillis())
                // An attempt learns of its cancellation with a heartbeat: it must not wait for most of the timeout.
                .setMaxHeartbeatThrottleInterval(SIGN_OF_LIFE)
                .setStickyTaskQueueDrainTimeout(Duration.ofSeconds(1));
        if (version != null) {
            options.setDeploymentOptions(version.options());
        }
        return options;
    }
}
