package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.Busy;
import dev.weft.worker.action.DescribedOutput;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.Checkpoints;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.protocol.large.LargeLimits;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTransitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * The semantics of runs by examples: a file under {@code src/test/resources/runs/<feature>/} each. A file holds {@code
 * definition}, {@code inputs}, {@code agents}, {@code attempts} (what the attempts of a path do, in turn), {@code others} (leases that other runs hold), {@code cached} (what they have put to the result cache), {@code events}
 * (what people do, and when) and {@code expect}.
 */
@Busy
class RunCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/runs");

    /** What is asked, and what is waited for, must be at hand. */
    private static final Set<String> AT_HAND = Set.of("event/filter-sees.yaml", "event/filter-too-large.yaml");

    private final Set<String> visited = new TreeSet<>();
    private final Set<String> described = new TreeSet<>();

    @TestFactory
    Stream<DynamicTest> shouldRunAsExpected() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                tests.add(DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), file.toUri(), () -> run(file)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !AT_HAND.contains(CORPUS.relativize(path).toString()))
                    .sorted()
                    .toList()) {
                tests.add(DynamicTest.dynamicTest(
                        CORPUS.relativize(file) + ", with values kept elsewhere",
                        file.toUri(),
                        () -> runElsewhere(file)));
            }
        }
        // The last of them: dynamic tests run in the order given.
        tests.add(DynamicTest.dynamicTest("every transition of the table is visited", this::allVisited));
        tests.add(DynamicTest.dynamicTest(
                "the output of every action of the run's own is described",
                () -> assertThat(described)
                        .contains(
                                "approval_gate",
                                "condition_check",
                                "transform",
                                "wait",
                                "wait_for_event",
                                "workflow_trigger")));
        return tests.stream();
    }

    /** What the run works out itself is here as it really is; what works outside of it is simulated. */
    private void describe(SimulatedWorld world, RunLoop loop, RunState state) {
        for (PlannedTask planned : loop.plan().tasks()) {
            TaskState task = state.tasks().get(planned.index());
            // With an error its output is that of its fallback.
            if (task.status() == TaskStatus.COMPLETED
                    && task.error() == null
                    && !task.isTaken()
                    && planned.task().forEach() == null
                    && planned.task().work() instanceof Work.ActionCall call
                    && call.action().trait() != Trait.WORK) {
                WrittenParameters written = WrittenParameters.of(
                        call.parameters(), call.conditions().keySet());
                DescribedOutput.check(call.action(), written, world.whole(task.output()));
                described.add(call.action().name());
            }
        }
    }

    private void allVisited() {
        assertThat(TaskTransitions.TABLE.stream().map(row -> row.from() + " to " + row.to()))
                .as("rows that no case visits")
                .isSubsetOf(visited);
    }

    private void visit(List<RunState> states) {
        for (int step = 1; step < states.size(); step++) {
            List<TaskState> before = states.get(step - 1).tasks();
            List<TaskState> after = states.get(step).tasks();
            for (int i = 0; i < before.size(); i++) {
                visited.add(before.get(i).status() + " to " + after.get(i).status());
            }
        }
    }

    /** Handle or not makes no difference to what comes out. */
    private void runElsewhere(Path file) throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            SimulatedLarge large = new SimulatedLarge(seed, seed == 0 ? LargeLimits.AT_HAND : 30);
            run(file, world -> world.keepElsewhere(large));
        }
    }

    private void run(Path file) throws IOException {
        run(file, world -> {});
    }

    private void run(Path file, Consumer<SimulatedWorld> setting) throws IOException {
        RunCase golden = new RunCase(new Yaml().load(Files.readString(file)));

        SimulatedWorld world = golden.world();
        setting.accept(world);
        RunState state = world.run();
        visit(world.states);
        describe(world, world.loop, state);
        assertThat(world.leases.areFree()).as("all leases are given back").isTrue();
        ToldRun.check(world, file.toString());

        Map<String, Object> expected = golden.expected();
        assertThat(expected).as("expectations").isNotEmpty();
        for (Map.Entry<String, Object> expectation : expected.entrySet()) {
            Object value = expectation.getValue();
            switch (expectation.getKey()) {
                case "status" -> assertThat(state.status()).hasToString(value.toString());
                case "outputs" ->
                    assertThat(RunCase.json(world.whole(state.outputs()))).isEqualTo(RunCase.json(value));
                case "error" -> assertThat(String.valueOf(state.error())).contains(value.toString());
                case "tasks" -> assertThat(tasks(world, state)).containsAllEntriesOf(texts(value));
                case "task_outputs" ->
                    RunCase.map(value)
                            .forEach((path, output) -> assertThat(RunCase.json(
                                            world.whole(task(world, state, path).output())))
                                    .isEqualTo(RunCase.json(output)));
                case "attempts" ->
                    RunCase.map(value)
                            .forEach((path, attempts) -> assertThat(
                                            task(world, state, path).attempts())
                                    .as(path)
                                    .isEqualTo(attempts));
                case "started" -> assertThat(world.started).hasToString(value.toString());
                case "given" -> assertThat(world.given).hasToString(value.toString());
                case "items" -> assertThat(items(world, state)).containsAllEntriesOf(texts(value));
                case "checkpoints" ->
                    assertThat(Checkpoints.of(world.loop, state).stream()
                                    .map(Checkpoint::checkpoint)
                                    .toList())
                            .hasToString(value.toString());
                case "took" -> assertThat(world.elapsed()).isEqualTo(RunCase.duration(value));
                case "history" ->
                    RunCase.map(value)
                            .forEach((path, statuses) ->
                                    assertThat(world.history(path)).as(path).hasToString(statuses.toString()));
                case "keys" -> assertThat(world.distinctKeys()).isEqualTo(value);
                case "most_running" -> assertThat(world.mostRunning).isEqualTo(value);
                case "reminded" -> assertThat(reminded(world)).hasToString(value.toString());
                case "reminded_times" ->
                    assertThat(reminded(world)).hasSize((Integer) value).doesNotHaveDuplicates();
                case "late" -> assertThat(late(world)).hasToString(value.toString());
                case "most_holding" -> assertThat(world.leases.most).isEqualTo(value);
                case "called" -> assertThat(world.called).hasToString(value.toString());
                case "told" -> assertThat(world.told).hasToString(value.toString());
                case "put" -> assertThat(world.results.put).hasToString(value.toString());
                case "dropped" -> assertThat(world.results.dropped).hasToString(value.toString());
                case "child" -> child(world, RunCase.map(value));
                case "children" -> assertThat(world.children).hasSize((int) value);
                case "ignored" -> assertThat(state.ignored().toString()).contains(value.toString());
                default -> throw new IllegalArgumentException("Unknown expectation " + expectation);
            }
        }
    }

    /** Each reminder as {@code path after time: number whom}. */
    private static List<String> reminded(SimulatedWorld world) {
        return world.published(FactType.APPROVAL_REMINDED).stream()
                .map(one -> "%s after %s: %s %s"
                        .formatted(
                                one.what().task(),
                                DurationText.format(one.after()),
                                one.what().data().get("number"),
                                String.valueOf(one.what().data().get("whom")).replaceAll("[\\[\\],]", "")))
                .toList();
    }

    /** Each task that is told to be late as {@code path after time: status}. */
    private static List<String> late(SimulatedWorld world) {
        return world.published(FactType.TASK_LATE).stream()
                .map(one -> "%s after %s: %s"
                        .formatted(
                                one.what().task(),
                                DurationText.format(one.after()),
                                one.what().data().get("status")))
                .toList();
    }

    /** What the last child run was started with. */
    private static void child(SimulatedWorld world, Map<String, Object> expected) {
        RunRequest request = world.children.getLast().request();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("workflow", request.workflow());
        found.put("revision", request.revision());
        found.put("inputs", request.inputs());
        found.put("priority", request.priority());
        found.put("started_by", request.startedBy());
        found.put("agents", List.copyOf(request.agents().keySet()));
        found.put("parent", request.parent() + "");
        expected.forEach((name, value) ->
                assertThat(RunCase.json(found.get(name))).as(name).isEqualTo(RunCase.json(value)));
    }

    /** Each task as {@code STATUS} or {@code STATUS: reason or error}. */
    private static Map<String, String> tasks(SimulatedWorld world, RunState state) {
        Map<String, String> tasks = new LinkedHashMap<>();
        world.plan().tasks().forEach(planned -> {
            String path = planned.path();
            TaskState task = state.tasks().get(planned.index());
            String detail = task.reason() != null
                    ? task.reason()
                    : task.error() == null ? null : task.error().code();
            tasks.put(path, task.status() + (detail == null ? "" : ": " + detail));
        });
        return tasks;
    }

    /** Items, turns and what undoes them, by path. */
    private static Map<String, String> items(SimulatedWorld world, RunState state) {
        Map<String, String> items = new LinkedHashMap<>();
        Nodes nodes = state.nodes(world.plan());
        nodes.all(state.tasks())
                .forEach(node -> items.put(
                        nodes.path(node), state.tasks().get(node).status().name()));
        return items;
    }

    private static TaskState task(SimulatedWorld world, RunState state, String path) {
        return state.tasks().get(state.nodes(world.plan()).find(path, state.tasks()));
    }

    private static Map<String, String> texts(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        RunCase.map(value).forEach((path, text) -> texts.put(path, text.toString()));
        return texts;
    }
}
