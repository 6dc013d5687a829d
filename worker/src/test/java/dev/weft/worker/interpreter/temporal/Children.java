package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.interpreter.SignedBy;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.DefinitionLookup;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Definitions that runs start: carried by the run, or found by whoever asks. */
final class Children implements DefinitionLookup {
    static final Agent WORKER = new Agent("worker", "", List.of(), Map.of(), null, new AgentKind.Java("none"));

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    final List<DefinitionClaim> claims = new CopyOnWriteArrayList<>();

    /** Saves a definition. */
    void save(String id, String yaml) {
        documents.put(id, Runs.canonical(yaml));
    }

    /** Answers on the API's task queue until the factory is shut down. */
    WorkerFactory serve(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(TASK_QUEUE).registerActivitiesImplementations(this);
        factory.start();
        return factory;
    }

    /** A request that carries what is saved. */
    RunRequest carrying(String yaml, Map<String, Object> inputs, int priority) {
        return carrying(yaml, inputs, priority, null);
    }

    /**
     * A request that carries what is saved.
     *
     * @param continueAfter events after which each history of it, and of what it starts, ends
     */
    RunRequest carrying(String yaml, Map<String, Object> inputs, int priority, @Nullable Integer continueAfter) {
        Map<String, PinnedDefinition> carried = new ConcurrentHashMap<>();
        documents.forEach((id, document) -> carried.put(
                id,
                new PinnedDefinition(
                        id,
                        1,
                        Definitions.digest(document),
                        document,
                        List.of("worker"),
                        List.copyOf(documents.keySet()))));
        String document = Runs.canonical(yaml);
        return new RunRequest(
                Definitions.compile(document).definition().id(),
                1,
                document,
                Map.copyOf(inputs),
                Map.of("worker", WORKER),
                "ann",
                Map.of("team", "blue"),
                List.of(SignedBy.API.publicKey()),
                priority,
                null,
                carried,
                null,
                null,
                continueAfter,
                null,
                null);
    }

    @Override
    public ChildDefinition resolve(DefinitionClaim claim) {
        claims.add(claim);
        String document = documents.get(claim.workflow());
        if (document == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "There is no definition " + claim.workflow(), "unknown_workflow");
        }
        return new ChildDefinition(claim.workflow(), 1, document, Map.of("worker", WORKER), Map.of());
    }
}
