package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Starts runs of definitions given as text, and looks at them. */
record Runs(WorkflowClient client) {
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

        RunView.GateView gate(String path) {
            return Objects.requireNonNull(task(path).gate());
        }

        @Nullable Object result() {
            return untyped().getResult(Object.class);
        }

        RunView await(Predicate<RunView> condition) {
            return Awaitility.await().until(this::view, condition);
        }

        WorkflowExecutionHistory history() {
            return client.fetchHistory(id);
        }

        /** The interpreter must make the same commands of its own history again. */
        void replay() throws Exception {
            WorkflowReplayer.replayWorkflowExecution(history(), RunWorkflow.class);
        }
    }

    Run start(String yaml, Map<String, @Nullable Object> inputs) {
        Reading reading = Definitions.read(new SourceText("test.yaml", yaml), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            throw new IllegalArgumentException("The test's definition has problems: " + reading.problems());
        }
        return start(reading.definition(), inputs, List.of("worker"));
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
        String id = definition.id() + "-" + UUID.randomUUID();
        Map<String, Agent> pinned = new LinkedHashMap<>();
        agents.forEach(
                name -> pinned.put(name, new Agent(name, "", List.of(), Map.of(), null, new AgentKind.Java("none"))));
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
                        Map.of("team", "blue")));
        return new Run(client, id);
    }
}
