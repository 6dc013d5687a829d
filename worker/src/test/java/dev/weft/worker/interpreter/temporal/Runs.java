package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.interpreter.SignedBy;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs of definitions given as text, and looks at them.
 *
 * @param continueAfter events after which each history of a run ends; {@code null} for as many as suit the server
 */
record Runs(WorkflowClient client, @Nullable Integer continueAfter) {
    /** Other classes of tests may be at work on the same cores. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    Runs(WorkflowClient client) {
        this(client, null);
    }

    static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** A run under way. */
    record Run(WorkflowClient client, String id) {
        WeftRun stub() {
            return client.newWorkflowStub(WeftRun.class, id);
        }

        WorkflowStub untyped() {
            return WorkflowStub.fromTyped(stub());
        }

        RunView view() {
            return stub().state();
        }

        RunView.TaskView task(String path) {
            return Objects.requireNonNull(view().tasks().get(path));
        }

        RunView.TaskView item(String path) {
            return Objects.requireNonNull(view().items().get(path));
        }

        /** The run that does a slice of a loop, or what an item starts. */
        Run below(String item) {
            return new Run(client, Objects.requireNonNull(item(item).run()));
        }

        RunView.GateView gate(String path) {
            return Objects.requireNonNull(task(path).gate());
        }

        @Nullable Object result() {
            return untyped().getResult(Object.class);
        }

        /** Waits until it has ended, however that is. */
        void end() {
            try {
                result();
            } catch (WorkflowFailedException e) {
                // Its view tells how.
            }
        }

        RunView await(Predicate<RunView> condition) {
            return patiently()
                    .ignoreExceptionsInstanceOf(WorkflowServiceException.class)
                    .until(this::view, condition);
        }

        WorkflowExecutionHistory history() {
            return client.fetchHistory(id);
        }

        /** Decides as the API does: signed. */
        DecisionReceipt decide(Decision decision) {
            return stub().decide(SignedBy.API.sign(id, decision));
        }

        /** Its histories, the newest first. */
        List<WorkflowExecutionHistory> histories() {
            List<WorkflowExecutionHistory> all = new ArrayList<>();
            String execution = null;
            do {
                WorkflowExecutionHistory history = execution == null ? history() : client.fetchHistory(id, execution);
                all.add(history);
                execution = history.getEvents()
                        .getFirst()
                        .getWorkflowExecutionStartedEventAttributes()
                        .getContinuedExecutionRunId();
            } while (!execution.isEmpty());
            return all;
        }

        /** The interpreter must make the same commands of its own histories again. */
        void replay() throws Exception {
            for (WorkflowExecutionHistory history : histories()) {
                Replays.replay(history);
                StoredHistories.record(history);
            }
        }
    }

    Run start(String yaml, Map<String, @Nullable Object> inputs) {
        return start(yaml, inputs, List.of(SignedBy.API.publicKey()));
    }

    Run start(String yaml, Map<String, @Nullable Object> inputs, List<String> keys) {
        Reading reading = Definitions.read(new SourceText("test.yaml", yaml), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            throw new IllegalArgumentException("The test's definition has problems: " + reading.problems());
        }
        return start(reading.definition(), inputs, List.of("worker"), keys);
    }

    /** The canonical text of a definition. */
    static String canonical(String yaml) {
        Reading reading = Definitions.read(new SourceText("test.yaml", yaml), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            throw new IllegalArgumentException("The test's definition has problems: " + reading.problems());
        }
        return Definitions.canonical(reading.definition());
    }

    /** Starts what is asked for, with the marks that the API would give it. */
    Run start(RunRequest request) {
        String id = request.workflow() + "-" + UUID.randomUUID();
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .setPriority(RunMarks.priority(request))
                        .setMemo(RunMarks.memo(request))
                        .setTypedSearchAttributes(RunMarks.attributes(request))
                        .build());
        WorkflowClient.start(run::run, request);
        return new Run(client, id);
    }

    Run start(Definition definition, Map<String, @Nullable Object> inputs, Collection<String> agents) {
        return start(definition, inputs, agents, List.of(SignedBy.API.publicKey()));
    }

    private Run start(
            Definition definition, Map<String, @Nullable Object> inputs, Collection<String> agents, List<String> keys) {
        Map<String, Agent> pinned = new LinkedHashMap<>();
        agents.forEach(name -> pinned.put(name, agent(name, List.of())));
        return start(definition, inputs, pinned, keys);
    }

    /** An agent of which nothing is known but what it can do. */
    static Agent agent(String name, List<String> capabilities) {
        return new Agent(name, "", capabilities, Map.of(), null, new AgentKind.Java("none"));
    }

    Run start(Definition definition, Map<String, @Nullable Object> inputs, Map<String, Agent> pinned) {
        return start(definition, inputs, pinned, List.of(SignedBy.API.publicKey()));
    }

    private Run start(
            Definition definition, Map<String, @Nullable Object> inputs, Map<String, Agent> pinned, List<String> keys) {
        String id = definition.id() + "-" + UUID.randomUUID();
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .build());
        WorkflowClient.start(
                run::run,
                new RunRequest(
                        definition.id(),
                        1,
                        Definitions.canonical(definition),
                        inputs,
                        pinned,
                        "ann",
                        Map.of("team", "blue"),
                        keys,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        continueAfter,
                        null,
                        null));
        return new Run(client, id);
    }
}
