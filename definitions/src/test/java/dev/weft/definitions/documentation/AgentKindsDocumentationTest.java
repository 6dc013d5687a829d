package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.agent.AgentShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The reference of agents' kinds is written from their classes, with the examples of the language's reference, which are read by
 * another test. With {@code -Dcorpus.update=true} it is written instead of compared.
 */
final class AgentKindsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/agent-kinds.md");
    private static final Path REFERENCE = Path.of("../docs/language.md");

    @Test
    void shouldHaveEveryKindOnItsPage() throws IOException {
        List<Example> examples = Example.in(Files.readString(REFERENCE));
        StringBuilder page = new StringBuilder("""
                # Kinds of agents

                The fields of an agent's file, as their classes say; the examples are from the [language's reference](language.md#agents),
                which says what holds of each kind. `weft schema agent` gives the same to editors. How to get from a service to a run
                that uses it stands in [agents](agents.md). Agents of kinds that [plugins](operations.md#plugins) bring have fields of their own.

                `a.b` is a field of a map, `a[]` each item of a list, `a.*` each value of a map whose names are free.

                ## Of every kind

                """);
        table(page, AgentShapes.common());
        AgentShapes.kinds().forEach((kind, fields) -> {
            page.append("\n## ").append(kind).append("\n\n");
            table(page, fields);
            page.append("\n[More](language.md#")
                    .append(kind)
                    .append(").\n\n```yaml\n")
                    .append(example(examples, kind))
                    .append("```\n");
        });
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(PAGE, page.toString());
            return;
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    private static String example(List<Example> examples, String kind) {
        List<Example> own = examples.stream()
                .filter(example ->
                        example.kind().equals("yaml agent") && example.text().contains("kind: " + kind + "\n"))
                .toList();
        assertThat(own).as("an example of kind %s in docs/language.md", kind).isNotEmpty();
        return own.getLast().text();
    }

    private static void table(StringBuilder page, Shape.Fields fields) {
        page.append("| field | value | | meaning |\n|---|---|---|---|\n");
        List<String> rows = new ArrayList<>();
        FieldRows.add(fields, "", rows);
        rows.forEach(page::append);
    }
}
