package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.action.shape.ShapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The reference of actions is written from their classes, with the examples of the language's reference, which the worker's tests
 * run. With {@code -Dcorpus.update=true} it is written instead of compared.
 */
final class ActionsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/actions.md");
    private static final Path REFERENCE = Path.of("../docs/language.md");
    private static final String TASKS = "yaml tasks";

    @Test
    void shouldHaveEveryActionOnItsPage() throws IOException {
        List<Example> examples = Example.in(Files.readString(REFERENCE));
        StringBuilder page = new StringBuilder("""
                # Actions

                What a task can do: each built-in action with its parameters, as its class says. How tasks are written, what the
                parameters mean for one another and how actions fail stands in the [language's reference](language.md#actions),
                which the examples are from. `weft schema` gives the same to editors, `GET /api/actions` to programs. Actions of
                [plugins](operations.md#plugins) are described in the same way.

                `a.b` is a field of a map, `a[]` each item of a list, `a.*` each value of a map whose names are free. Any value but a
                bare expression may be written as `${{ }}`.

                | action | does | carried out by |
                |---|---|---|
                """);
        for (ActionSpec<?> spec : BuiltInActions.SPECS) {
            page.append("| [`%s`](#%s) | %s | %s |\n"
                    .formatted(
                            spec.name(),
                            spec.name(),
                            spec.summary(),
                            spec.trait() == Trait.WORK ? "a worker" : "the run"));
        }
        for (ActionSpec<?> spec : BuiltInActions.SPECS) {
            page.append('\n').append(section(spec, examples));
        }
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(PAGE, page.toString());
            return;
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    private static String section(ActionSpec<?> spec, List<Example> examples) {
        Doc doc = spec.parameters().getAnnotation(Doc.class);
        StringBuilder text = new StringBuilder("## ").append(spec.name()).append("\n\n");
        text.append(doc == null ? spec.summary() : doc.value()).append("\n\n");
        List<String> rows = new ArrayList<>();
        FieldRows.add(ShapeReader.of(spec.parameters()), "", rows);
        if (!rows.isEmpty()) {
            text.append("| parameter | value | | meaning |\n|---|---|---|---|\n");
            rows.forEach(text::append);
            text.append('\n');
        }
        text.append("Output: ")
                .append(output(spec.output()))
                .append(" [More](language.md#")
                .append(spec.name())
                .append(").\n");
        List<Example> own = examples.stream()
                .filter(example -> example.section().equals(spec.name().replace('_', '-'))
                        && example.kind().equals(TASKS))
                .toList();
        assertThat(own).as("an example of %s in docs/language.md", spec.name()).isNotEmpty();
        text.append("\n```yaml\n").append(own.getFirst().text()).append("```\n");
        return text.toString();
    }

    private static String output(Output output) {
        return switch (output) {
            case Output.Schema schema -> schema(schema.schema());
            case Output.ByParameters byParameters -> "depends on the parameters.";
            case Output.SameAs same ->
                "the value of "
                        + same.pointers().stream()
                                .map(pointer -> "`" + pointer.substring(1).replace('/', '.') + "`")
                                .collect(Collectors.joining(" or "))
                        + ".";
            case Output.Fields fields ->
                "a map with "
                        + fields.fields().keySet().stream()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
            case Output.OneOf oneOf ->
                "one of several: "
                        + oneOf.choices().stream()
                                .map(ActionsDocumentationTest::output)
                                .collect(Collectors.joining(" Or "));
            case Output.Elsewhere elsewhere ->
                switch (elsewhere) {
                    case OF_AGENT -> "what the agent gives.";
                    case OF_WORKFLOW -> "what the definition gives that it starts.";
                    case UNKNOWN -> "not known beforehand.";
                };
        };
    }

    private static String schema(Map<String, ?> schema) {
        return schema.get("properties") instanceof Map<?, ?> properties
                ? "a map with "
                        + properties.keySet().stream()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", "))
                        + "."
                : "a value of type " + schema.get("type") + ".";
    }
}
