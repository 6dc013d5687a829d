package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each example of the language's reference, run to its end and replayed. Agents and actions all give one answer that has
 * whatever some example reads; each gate is approved by those whom it asks. What a release can't carry out yet must be
 * refused; which examples that are is known from their plans, so that each runs as soon as it can.
 */
@InMemory
final class LanguageRunsTest {
    private static final Path EXAMPLES = Path.of("../definitions/src/test/resources/language");
    private static final int MOST_STEPS = 200;

    private static final Map<String, @Nullable Object> INPUTS = inputs();

    private static final Map<String, Object> ANSWER = Map.ofEntries(
            Map.entry("text", "some words ".repeat(20)),
            Map.entry("score", 0.95),
            Map.entry("sections", List.of(section("One", false), section("Two", true), section("Three", false))),
            Map.entry("status", 200),
            Map.entry("headers", Map.of("content-type", "application/json")),
            Map.entry("body", List.of(600, 700)),
            Map.entry(
                    "content", List.of(Map.of("name", "Kim", "country", "SE"), Map.of("name", "Bo", "country", "NO"))),
            Map.entry("path", "out/1.json"),
            Map.entry("size", 17));

    /** What people fill in, by the field's name. */
    private static final Map<String, Object> FIELDS = Map.of("account", "1700");

    /** What the examples start. */
    private static final Map<String, String> STARTED = Map.of("publish-article", """
                    version: "3.0.0"
                    id: publish-article
                    inputs: {source: {type: string}}
                    tasks:
                      read: {action: transform, parameters: {value: "${{ inputs.source }}"}}
                    """, "notify-readers", """
                    version: "3.0.0"
                    id: notify-readers
                    tasks:
                      tell: {action: transform, parameters: {value: told}}
                    """);

    private static WorkerFactory definitions;

    private static VirtualWorker virtual;

    @BeforeAll
    static void start() {
        virtual = VirtualWorker.start(new ScriptedActivities(invocation -> ANSWER));
        Children started = new Children();
        STARTED.forEach(started::save);
        definitions = started.serve(virtual.client);
    }

    @AfterAll
    static void stop() {
        definitions.shutdownNow();
        virtual.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldRunEachExampleOfTheReference() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                for (Reading reading :
                        Definitions.readAll(new SourceText(name, Files.readString(file)), Surroundings.UNKNOWN)) {
                    Definition definition =
                            Objects.requireNonNull(reading.definition(), () -> name + reading.problems());
                    tests.add(DynamicTest.dynamicTest(name + " " + definition.id(), () -> run(definition)));
                }
            }
        }
        return tests.stream();
    }

    private static void run(Definition definition) throws Exception {
        // given
        Plan plan = Definitions.compile(Definitions.canonical(definition));

        // when
        Runs.Run run = new Runs(virtual.client).start(definition, inputs(definition), agents(plan));
        RunView view = end(run);

        // then
        if (!plan.later().isEmpty()) {
            assertThat(view.status()).isEqualTo(RunStatus.FAILED);
            assertThat(view.error()).extracting(Failure::code).isEqualTo("unsupported");
        } else {
            assertThat(view.status()).as(() -> "" + view.error()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(view.status().ended()).isTrue();
        run.replay();
    }

    /** Lets people decide and time pass until the run has ended. */
    private static RunView end(Runs.Run run) throws InterruptedException {
        RunView view = run.await(LanguageRunsTest::isStill);
        for (int step = 0; step < MOST_STEPS && !view.status().ended(); step++) {
            Decision decision = decision(view);
            if (decision == null) {
                virtual.environment.sleep(Duration.ofHours(6));
            } else {
                run.decide(decision);
            }
            view = run.await(LanguageRunsTest::isStill);
        }
        return view;
    }

    private static boolean isStill(RunView view) {
        return view.status().ended() || !view.waitingOn().isEmpty();
    }

    /** The next approval that a gate asks for; {@code null} where none does. */
    private static @Nullable Decision decision(RunView view) {
        for (Map.Entry<String, RunView.TaskView> task : view.tasks().entrySet()) {
            RunView.GateView gate = task.getValue().gate();
            if (gate != null && task.getValue().status() == TaskStatus.WAITING) {
                int number = gate.decisions().size();
                String approver = gate.approvers().get(number % gate.approvers().size());
                String name = approver.substring(approver.indexOf(':') + 1);
                boolean person = approver.startsWith("user:");
                return new Decision(
                        task.getKey(),
                        "approve",
                        person ? name : "person-" + number,
                        List.of(name),
                        null,
                        null,
                        fields(gate),
                        null);
            }
        }
        return null;
    }

    private static Map<String, @Nullable Object> fields(RunView.GateView gate) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(FIELDS);
        given.keySet()
                .retainAll(gate.inputs() == null ? Set.of() : gate.inputs().keySet());
        return given;
    }

    private static Map<String, @Nullable Object> inputs(Definition definition) {
        Map<String, Input> declared = definition.inputs();
        Map<String, @Nullable Object> given = new LinkedHashMap<>(INPUTS);
        if (declared != null) {
            given.keySet().retainAll(declared.keySet());
        }
        return switch (InputBinder.bind(definition, given)) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused -> throw new IllegalArgumentException("" + refused.failures());
        };
    }

    /** What the examples' inputs mean, by name; of each only those that it declares are given. */
    private static Map<String, @Nullable Object> inputs() {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("source", "https://example.com/daily");
        inputs.put("topic", "durability");
        inputs.put("text", "Hello.");
        inputs.put("path", "notes.md");
        inputs.put("video", "talk.mp4");
        inputs.put("customer", "c-17");
        inputs.put("order", "o-17");
        inputs.put("amount", 12);
        inputs.put("amounts", List.of(1, 2.5));
        inputs.put("people", List.of(Map.of("name", "Kim"), Map.of("name", "Ada")));
        inputs.put("articles", List.of("one.md"));
        inputs.put("quarter", 2);
        inputs.put("on", "content.created");
        return inputs;
    }

    private static Map<String, Agent> agents(Plan plan) {
        Map<String, Agent> agents = new LinkedHashMap<>();
        plan.definition().requires().forEach(name -> agents.put(name, Runs.agent(name, List.of())));
        for (PlannedTask task : plan.tasks()) {
            if (task.task().work() instanceof Work.ActionCall call) {
                if (call.agent() instanceof Template.Literal agent) {
                    String name = String.valueOf(agent.value());
                    agents.put(name, Runs.agent(name, List.of()));
                }
                if (call.capability() instanceof Template.Literal capability) {
                    agents.put("able", Runs.agent("able", List.of(String.valueOf(capability.value()))));
                }
            }
        }
        return agents;
    }

    private static Map<String, Object> section(String title, boolean draft) {
        return Map.of("title", title, "draft", draft);
    }
}
