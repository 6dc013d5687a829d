package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.DefinitionLookup;
import io.dropwizard.lifecycle.Managed;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers runs that ask for definitions, and others that ask for more, while the server runs: an activity worker of this process. Thread safe. */
public final class DefinitionDesk implements Managed {
    private static final int AT_ONCE = 8;
    private static final int SERVER_ERROR = 500;
    private static final int GRACE_SECONDS = 5;
    private final WorkerFactory factory;

    DefinitionDesk(WorkflowClient client, Function<DefinitionClaim, ChildDefinition> definitions, Object... others) {
        factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(
                DefinitionLookup.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(AT_ONCE)
                        .setMaxConcurrentActivityTaskPollers(2)
                        .build());
        worker.registerActivitiesImplementations(new Answers(definitions));
        worker.registerActivitiesImplementations(others);
    }

    @Override
    public void start() {
        factory.start();
    }

    @Override
    public void stop() {
        factory.shutdown();
        factory.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /** The activity. What is refused fails the task that asked; an outage is tried again. */
    private record Answers(Function<DefinitionClaim, ChildDefinition> definitions) implements DefinitionLookup {
        @Override
        public ChildDefinition resolve(DefinitionClaim claim) {
            try {
                return definitions.apply(claim);
            } catch (ApiException e) {
                if (e.problem().status() >= SERVER_ERROR) {
                    throw e;
                }
                throw ApplicationFailure.newNonRetryableFailure(
                        e.problem().detail(), e.problem().code());
            }
        }
    }
}
