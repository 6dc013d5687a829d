package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.parse.Construct;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.parse.Field;
import dev.weft.definitions.parse.Form;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of the language's reference. A block's kind stands behind its fence:
 *
 * <ul>
 *   <li>{@code yaml}: a definition; {@code yaml tasks}: tasks of one; {@code yaml part}: other fields of one; {@code yaml
 *       agent}: an agent's file. Each is read without a problem. Inputs that a part mentions, and tasks that it needs, are
 *       added.
 *   <li>{@code yaml before}: a definition in another version or dialect; {@code yaml after} behind it is exactly what it is
 *       in 3.0.0.
 *   <li>{@code yaml wrong}, {@code yaml wrong agent}: the block after it is exactly what is printed about it.
 *   <li>{@code yaml scope}: the names that the expressions after it see.
 *   <li>{@code cel}: a line each an expression that is true, or that fails with a message that holds what stands behind
 *       {@code // fails:}.
 *   <li>{@code json}: JSON.
 * </ul>
 */
final class LanguageDocumentationTest {
    private static final Path REFERENCE = Path.of("../docs/language.md");
    private static final Path DOCUMENTS = Path.of("src/test/resources/language");
    private static final String FAILS = "// fails:";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> shouldHoldWhatEachExampleShows() throws IOException {
        List<Example> examples = Example.in(Files.readString(REFERENCE));
        List<DynamicTest> tests = new ArrayList<>();
        Example scope = new Example(0, "", "yaml scope", "inputs: {}\n");
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            Example before = i == 0 ? example : examples.get(i - 1);
            Example seen = example.kind().equals("yaml scope") ? example : scope;
            tests.add(DynamicTest.dynamicTest(example.name(), () -> check(example, before, seen)));
            scope = seen;
        }
        return tests.stream();
    }

    /** They are run by the worker's tests. With {@code -Dcorpus.update=true} they are written instead of compared. */
    @Test
    void shouldHaveADocumentOfEachExampleThatRuns() throws IOException {
        Map<String, String> documents = new TreeMap<>();
        for (Example example : Example.in(Files.readString(REFERENCE))) {
            if (example.runs()) {
                String name = example.section();
                for (int i = 2; documents.containsKey(name + ".yaml"); i++) {
                    name = example.section() + "-" + i;
                }
                documents.put(name + ".yaml", example.definition());
            }
        }
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(Files.createDirectories(DOCUMENTS))) {
            for (Path file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        if (Boolean.getBoolean("corpus.update")) {
            for (String old : written.keySet()) {
                Files.delete(DOCUMENTS.resolve(old));
            }
            for (Map.Entry<String, String> document : documents.entrySet()) {
                Files.writeString(DOCUMENTS.resolve(document.getKey()), document.getValue());
            }
            return;
        }
        assertThat(written).isEqualTo(documents);
    }

    @Test
    void shouldNameEveryFieldAndParameter() throws IOException {
        String reference = Files.readString(REFERENCE);
        Set<String> names = new LinkedHashSet<>();
        fields(DefinitionParser.CONSTRUCT, names, new HashSet<>());
        for (ActionSpec<?> action : BuiltInActions.SPECS) {
            names.add(action.name());
            parameters(ShapeReader.of(action.parameters()), names);
        }

        names.removeIf(name -> reference.contains("`" + name + "`"));
        assertThat(names).as("missing in docs/language.md").isEmpty();
    }

    @Test
    void shouldListJustWhatIsNotCarriedOut() throws IOException {
        String section = Files.readString(REFERENCE)
                .split("## Not carried out by this release", -1)[1]
                .split("```", -1)[0];
        Map<String, String> rows = new LinkedHashMap<>();
        section.lines().filter(line -> line.startsWith("| ")).forEach(line -> rows.put(line.split(" ")[1], line));
        Set<String> later = new LinkedHashSet<>();
        for (ActionSpec<?> action : BuiltInActions.SPECS) {
            String row = rows.getOrDefault(action.later() ? "actions" : '`' + action.name() + '`', "");
            later.clear();
            if (action.later()) {
                later.add(action.name());
            } else {
                later(ShapeReader.of(action.parameters()), later);
            }
            assertThat(later)
                    .as(action.name())
                    .allSatisfy(name -> assertThat(row).contains('`' + name + '`'));
            assertThat(row.isEmpty()).as(action.name()).isEqualTo(later.isEmpty());
        }
    }

    private static void later(Shape shape, Set<String> names) {
        switch (shape) {
            case Shape.Fields fields ->
                fields.fields().forEach(field -> {
                    if (field.later()) {
                        names.add(field.name());
                    } else {
                        later(field.shape(), names);
                    }
                });
            case Shape.Items items -> later(items.item(), names);
            case Shape.Entries entries -> later(entries.value(), names);
            case Shape.Choice ignored -> {}
            case Shape.Scalar ignored -> {}
        }
    }

    private static void check(Example example, Example before, Example scope) throws IOException {
        switch (example.kind()) {
            case "yaml after" -> assertThat(rewritten(before)).isEqualTo(example.text());
            case "yaml", "yaml tasks", "yaml part", "yaml before" -> {
                // What a release can't carry out is no defect of the example.
                Reading reading = read(example);
                assertThat(print(reading.problems().stream()
                                .filter(problem -> !problem.code().equals(ProblemCode.NOT_SUPPORTED.code()))
                                .toList()))
                        .isEmpty();
                assertThat(reading.definition()).isNotNull();
            }
            case "yaml agent" -> assertThat(print(agent(example))).isEmpty();
            case "yaml wrong", "yaml wrong agent" -> assertThat(example.text()).isNotBlank();
            case "yaml scope" -> assertThat(map(example)).containsKey("inputs");
            case "text" -> printed(example, before);
            case "cel" -> example.text().lines().filter(line -> !line.isBlank()).forEach(line -> cel(line, map(scope)));
            case "json" -> assertThat(json(example)).isNotNull();
            default ->
                throw new IllegalArgumentException("Expected a kind that is listed, but found " + example.kind());
        }
    }

    private static void printed(Example example, Example before) {
        switch (before.kind()) {
            case "yaml wrong" -> assertThat(print(read(before).problems())).isEqualTo(example.text());
            case "yaml wrong agent" -> assertThat(print(agent(before))).isEqualTo(example.text());
            default -> throw new IllegalArgumentException("Expected text after an example that is wrong");
        }
    }

    private static void cel(String line, Map<String, @Nullable Object> names) {
        Scope scope = name -> names.get(name);
        int fails = line.indexOf(FAILS);
        if (fails < 0) {
            assertThat(print(read(condition(line, names)).problems())).isEmpty();
            assertThat(value(line, scope)).as(line).isEqualTo(true);
            return;
        }
        EvaluationException failure =
                catchThrowableOfType(EvaluationException.class, () -> new Expression(line).evaluate(scope));
        assertThat(failure).as(line).isNotNull();
        assertThat(failure)
                .hasMessageContaining(line.substring(fails + FAILS.length()).strip());
    }

    private static @Nullable Object value(String expression, Scope scope) {
        try {
            return new Expression(expression).evaluate(scope);
        } catch (EvaluationException e) {
            throw new AssertionError(expression, e);
        }
    }

    /** A definition with the names of the scope that asks for the condition in its last task. */
    private static Example condition(String line, Map<String, @Nullable Object> names) {
        Map<String, Object> document = new LinkedHashMap<>(Map.of("version", "3.0.0", "id", "example"));
        Map<String, Object> inputs = new LinkedHashMap<>();
        below(names, "inputs").keySet().forEach(name -> inputs.put(String.valueOf(name), Map.of()));
        document.put("inputs", inputs);
        Map<String, Object> tasks = new LinkedHashMap<>();
        below(names, "tasks")
                .keySet()
                .forEach(id -> tasks.put(String.valueOf(id), Map.of("action", "agent_task", "agent", "anybody")));
        Map<String, Object> asks =
                Map.of("needs", "all", "action", "condition_check", "parameters", Map.of("condition", line));
        tasks.put("asks", asks);
        document.put("tasks", tasks);
        return new Example(0, "", "yaml", JSON.valueToTree(document).toString());
    }

    private static Map<?, ?> below(Map<String, @Nullable Object> names, String name) {
        return names.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, @Nullable Object> map(Example example) {
        ProblemCollector problems = new ProblemCollector(new SourceText("scope.yaml", example.text()));
        MapNode node = (MapNode) Objects.requireNonNull(NodeReader.read(problems));
        Map<String, @Nullable Object> names = new LinkedHashMap<>(NodeValues.map(node));
        names.computeIfPresent("now", (name, now) -> Instant.parse(now.toString()));
        names.replaceAll((name, value) -> value instanceof Instant ? value : Values.normalise(value));
        return names;
    }

    private static @Nullable Object json(Example example) throws JsonProcessingException {
        return JSON.readTree(example.text());
    }

    private static Reading read(Example example) {
        return Definitions.read(new SourceText("example.yaml", example.definition()), Surroundings.UNKNOWN);
    }

    private static String rewritten(Example example) {
        SourceText source = new SourceText("example.yaml", example.definition());
        return Definitions.rewrite(source, Surroundings.UNKNOWN)
                .documents()
                .getFirst()
                .text();
    }

    private static List<Problem> agent(Example example) {
        return AgentReader.read(new SourceText("agent.yaml", example.text()), Path.of("/agents"))
                .problems();
    }

    private static String print(List<Problem> problems) {
        return new ProblemPrinter(false).print(problems);
    }

    private static void fields(Construct construct, Set<String> names, Set<Construct> seen) {
        if (seen.add(construct)) {
            for (Field field : construct.fields()) {
                names.add(field.name());
                form(field.form(), names, seen);
            }
        }
    }

    private static void form(Form form, Set<String> names, Set<Construct> seen) {
        if (form instanceof Form.Named named) {
            form(named.value(), names, seen);
        } else if (form instanceof Form.Either either) {
            form(either.first(), names, seen);
            form(either.second(), names, seen);
        } else if (form instanceof Form.Structure structure) {
            fields(structure.construct().get(), names, seen);
        } else if (form instanceof Form.Choice choice) {
            names.addAll(choice.words());
        }
    }

    private static void parameters(Shape shape, Set<String> names) {
        switch (shape) {
            case Shape.Fields fields -> {
                fields.fields().forEach(field -> {
                    names.add(field.name());
                    parameters(field.shape(), names);
                });
            }
            case Shape.Items items -> parameters(items.item(), names);
            case Shape.Choice choice -> names.addAll(choice.names());
            case Shape.Entries entries -> parameters(entries.value(), names);
            case Shape.Scalar scalar -> {}
        }
    }
}
