package dev.weft.definitions.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
    private static final Problem PROBLEM = new Problem(
            "WEFT-1103",
            Severity.ERROR,
            "/tasks/a/neds",
            "article.yaml",
            12,
            5,
            4,
            "    neds: [fetch]",
            "Expected a field of a task, but found \"neds\"",
            "Did you mean \"needs\"?");

    @Test
    void shouldPrintLikeACompiler() {
        assertThat(new ProblemPrinter(false).print(List.of(PROBLEM))).isEqualTo("""
                        error[WEFT-1103]: Expected a field of a task, but found "neds"
                          --> article.yaml:12:5
                           |
                        12 |     neds: [fetch]
                           |     ^^^^
                           = hint: Did you mean "needs"?

                        1 error
                        """);
    }

    @Test
    void shouldPrintTheSameInColour() {
        String coloured = new ProblemPrinter(true).print(List.of(PROBLEM));

        assertThat(coloured).contains("\u001b[1;31merror[WEFT-1103]\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(new ProblemPrinter(false).print(List.of(PROBLEM)));
    }

    @Test
    void shouldGiveEveryCodeOnceWithTitleExplanationAndCure() {
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::code)).doesNotHaveDuplicates();
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(code.title()).isNotBlank();
            assertThat(code.explanation()).endsWith(".");
            assertThat(code.cure()).endsWith(".");
            assertThat(ProblemCode.find(code.code().toLowerCase(java.util.Locale.ROOT)))
                    .contains(code);
        }
        assertThat(ProblemCode.find("WEFT-9999")).isEmpty();
    }

    @Test
    void shouldSuggestWhatIsNear() {
        assertThat(Suggestion.nearest("neds", List.of("name", "needs"))).isEqualTo("needs");
        assertThat(Suggestion.nearest("fecth", List.of("outline", "fetch"))).isEqualTo("fetch");
        assertThat(Suggestion.nearest("xyz", List.of("outline", "fetch"))).isNull();
        assertThat(Suggestion.list(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }
}
