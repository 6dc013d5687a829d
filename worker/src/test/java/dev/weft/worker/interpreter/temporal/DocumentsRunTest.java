package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents of every version and dialect, as their authors wrote them, run to their end and replayed. Each has a file under
 * {@code documents/}: a list of runs, with the {@code inputs} of each and what agents {@code answer} by path (else the path and
 * the attempt), and what is expected of it: its status, the status of each task, and what each agent and action was given.
 * With {@code -Dcorpus.update=true} the expectations are written: look at them before they are committed. To add a case, add
 * a document to the corpus of the language.
 */
@InMemory
final class DocumentsRunTest {
    private static final Path CORPUS = Path.of("../definitions/src/test/resources/corpus/valid");
    private static final Path RUNS = Path.of("src/test/resources/documents");
    private static final List<String> FOLDERS =
            List.of("steps", "factories", "dag", "builder", "v1.0.0", "v1.1.0", "v1.2.0", "v2.0.0");
    private static final int FEW_EVENTS = 5;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A run of a document.
     *
     * @param of id of the definition, where the file holds several
     */
    private record Case(
            @Nullable String of,
            Map<String, @Nullable Object> inputs,
            Map<String, @Nullable Object> answer,
            @Nullable Map<String, @Nullable Object> expect) {}

    private static VirtualWorker virtual;

    @BeforeAll
    static void start() {
        virtual = VirtualWorker.forgetful();
    }

    @AfterAll
    static void stop() {
        virtual.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldRunDocumentsOfEveryVersionAndDialect() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                        .filter(file -> !file.endsWith("surroundings.json"))
                        .sorted()
                        .forEach(file -> tests.add(DynamicTest.dynamicTest(
                                folder + "/" + file.getFileName(), () -> document(folder, file))));
            }
        }
        return tests.stream();
    }

    private static void document(String folder, Path file) throws Exception {
        String name = file.getFileName().toString();
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (Reading reading :
                Definitions.readAll(new SourceText(name, Files.readString(file)), Surroundings.UNKNOWN)) {
            Definition definition = Objects.requireNonNull(reading.definition(), () -> "" + reading.problems());
            definitions.put(definition.id(), definition);
        }
        Path golden = RUNS.resolve(folder).resolve(name.replaceFirst("\\.[^.]+$", ".json"));
        List<Case> written = new ArrayList<>();
        for (Case one : cases(golden, definitions)) {
            String id = one.of() == null ? definitions.keySet().iterator().next() : one.of();
            Definition definition = Objects.requireNonNull(definitions.get(id));
            Map<String, @Nullable Object> found = run(definition, one.inputs(), one.answer(), null);
            // However often the run goes on in a new history, all is the same.
            assertThat(run(definition, one.inputs(), one.answer(), FEW_EVENTS)).isEqualTo(found);
            written.add(new Case(one.of(), one.inputs(), one.answer(), found));
            if (!Boolean.getBoolean("corpus.update")) {
                assertThat(JSON.<JsonNode>valueToTree(found)).isEqualTo(JSON.valueToTree(one.expect()));
            }
        }
        if (Boolean.getBoolean("corpus.update")) {
            Files.createDirectories(Objects.requireNonNull(golden.getParent()));
            Files.writeString(golden, JSON.writeValueAsString(written) + "\n");
        }
    }

    private static List<Case> cases(Path golden, Map<String, Definition> definitions) throws IOException {
        if (Files.exists(golden)) {
            return JSON.readValue(golden.toFile(), new TypeReference<>() {});
        }
        return definitions.keySet().stream()
                .map(id -> new Case(definitions.size() == 1 ? null : id, Map.of(), Map.of(), null))
                .toList();
    }

    private static Map<String, @Nullable Object> run(
            Definition definition,
            Map<String, @Nullable Object> inputs,
            Map<String, @Nullable Object> answers,
            @Nullable Integer continueAfter)
            throws Exception {
        // given
        virtual.activities.clear();
        answers.forEach((path, answer) -> virtual.activities.on(path, invocation -> answer));
        Runs.Run run = new Runs(virtual.client, continueAfter).start(definition, inputs, agents(definition));

        // when
        RunView view = run.await(now -> now.status().ended() || !now.waitingOn().isEmpty());
        while (!view.status().ended()) {
            String gate = view.tasks().entrySet().stream()
                    .filter(task -> task.getValue().status() == TaskStatus.WAITING
                            && task.getValue().gate() != null)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            run.decide(new Decision(gate, "approve", "kim", List.of("approver"), null, null, null, null));
            view = run.await(now -> now.status().ended());
        }
        run.replay();

        // then
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("status", view.status().name());
        Map<String, @Nullable Object> tasks = new LinkedHashMap<>();
        view.tasks().forEach((path, task) -> tasks.put(path, task.status().name()));
        found.put("tasks", tasks);
        Map<String, @Nullable Object> work = new TreeMap<>();
        virtual.activities.invocations.forEach(invocation -> work.put(invocation.path(), given(invocation)));
        found.put("given", work);
        return found;
    }

    private static Map<String, @Nullable Object> given(TaskInvocation invocation) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put(
                "who",
                invocation.agent() == null
                        ? invocation.action()
                        : invocation.agent().name());
        if (invocation.operation() != null) {
            given.put("operation", invocation.operation());
        }
        given.put("parameters", invocation.parameters() == null ? Map.of() : invocation.parameters());
        return given;
    }

    private static Set<String> agents(Definition definition) {
        Set<String> names = new LinkedHashSet<>(definition.requires());
        for (PlannedTask task :
                Definitions.compile(Definitions.canonical(definition)).tasks()) {
            if (task.task().work() instanceof Work.ActionCall call
                    && call.agent() instanceof Template.Literal literal) {
                names.add(String.valueOf(literal.value()));
            }
        }
        return names;
    }
}
