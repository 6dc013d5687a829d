package dev.weft.definitions.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Workflows;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.ProblemExample;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each code's example gives it, and the mended form doesn't; all of them are in docs/problems.md. With {@code
 * -Dcorpus.update=true} the page is written instead of compared.
 */
final class ProblemsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/problems.md");
    private static final Pattern REPEATED = Pattern.compile("«(\\d+) times: (.*?)»", Pattern.DOTALL);
    private static final Pattern AGENT = Pattern.compile("(?m)^# agents/(\\S+)\\n");
    private static final Definition PUBLISH =
            Objects.requireNonNull(Definitions.read(new SourceText("publish-article.yaml", """
                            version: "3.0.0"
                            id: publish-article
                            tasks:
                              a: {action: transform, parameters: {value: 1}}
                            """), Surroundings.UNKNOWN)
                    .definition());
    private static final Map<String, Agent> AGENTS =
            AgentCatalog.ofTexts(Map.of("outliner.yaml", """
                    name: outliner
                    kind: java
                    capabilities: [outlining]
                    operations: {outline: {type: object, properties: {depth: {type: integer}}}}
                    """)).agents();

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void shouldGiveTheCodeInTheExampleAndNotInTheMendedForm(ProblemCode code) {
        ProblemExample example = ProblemExample.of(code);

        assertThat(codes(example.wrong())).contains(code.code());
        assertThat(codes(example.mended())).doesNotContain(code.code());
        assertThat(problems(example.mended()))
                .as("nothing else is wrong, either")
                .noneMatch(Problem::isError);
    }

    @Test
    void shouldHaveEveryCodeOnItsPage() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Problems

                Everything that can be wrong with a definition or an agent's file, by code. `weft explain CODE` says the same. How
                problems are reported is in [the language's reference](language.md#problems).

                `«3 times: x»` in an example stands for `xxx`, where writing it out would fill the page; `#` counts.
                """);
        for (ProblemCode code : ProblemCode.values()) {
            ProblemExample example = ProblemExample.of(code);
            page.append("\n## ")
                    .append(code.code())
                    .append("\n\n**")
                    .append(code.title())
                    .append(".** ")
                    .append(code.explanation())
                    .append(' ')
                    .append(code.cure())
                    .append("\n\n```text\n")
                    .append(ProblemExample.visible(example.wrong()))
                    .append("```\n\nMended:\n\n```text\n")
                    .append(ProblemExample.visible(example.mended()))
                    .append("```\n");
        }
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(PAGE, page.toString());
            return;
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    private static List<String> codes(String text) {
        return problems(text).stream().map(Problem::code).toList();
    }

    private static List<Problem> problems(String text) {
        if (text.startsWith("# agents/")) {
            Map<String, String> files = new LinkedHashMap<>();
            String[] texts = AGENT.split(text);
            Matcher names = AGENT.matcher(text);
            for (int i = 1; names.find(); i++) {
                files.put(names.group(1), texts[i]);
            }
            return AgentCatalog.ofTexts(files).problems().values().stream()
                    .flatMap(List::stream)
                    .toList();
        }
        Surroundings surroundings = new Surroundings(
                Surroundings.UNKNOWN.actions(),
                AGENTS,
                Workflows.of(Map.of("publish-article", PUBLISH)),
                Set.of("TOKEN")::contains);
        return Definitions.read(new SourceText("example.yaml", writtenOut(text)), surroundings)
                .problems();
    }

    private static String writtenOut(String text) {
        return REPEATED.matcher(text).replaceAll(found -> {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= Integer.parseInt(found.group(1)); i++) {
                all.append(found.group(2).replace("#", Integer.toString(i)));
            }
            return Matcher.quoteReplacement(all.toString());
        });
    }
}
