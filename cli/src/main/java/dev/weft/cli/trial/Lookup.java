package dev.weft.cli.trial;

import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.DefinitionLookup;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;

/** Answers runs that ask for definitions which they don't carry: there are none. */
final class Lookup implements DefinitionLookup {
    private Lookup() {}

    static WorkerFactory serve(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(TASK_QUEUE).registerActivitiesImplementations(new Lookup());
        factory.start();
        return factory;
    }

    @Override
    public ChildDefinition resolve(DefinitionClaim claim) {
        throw ApplicationFailure.newNonRetryableFailure(
                "Expected the definition " + claim.workflow() + ", but its file isn't named in definitions.",
                "unknown_workflow");
    }
}
