package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.migrate.rewrite.Rewriting;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RewritingTest {
    private static final int CASES = 300;

    static Stream<String> kinds() {
        return Stream.of(RandomDialectDocument.KINDS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldWriteTheSameDefinitionWithItsComments(String kind) {
        Random random = new Random(kind.hashCode());
        for (int i = 0; i < CASES; i++) {
            // given
            int tasks = 1 + random.nextInt(6);
            SourceText source = new SourceText("case.yaml", RandomDialectDocument.of(kind, tasks, random));
            Reading reading = Definitions.read(source, Surroundings.UNKNOWN);
            assertThat(new ProblemPrinter(false).print(reading.problems()))
                    .as(source.text())
                    .isEmpty();
            assertThat(reading.from()).isEqualTo(kind);

            // when
            String text = Definitions.rewrite(source, Surroundings.UNKNOWN)
                    .documents()
                    .getFirst()
                    .text();

            // then
            Reading again = Definitions.read(new SourceText("again.yaml", text), Surroundings.UNKNOWN);
            assertThat(new ProblemPrinter(false).print(again.problems()))
                    .as(text)
                    .isEmpty();
            assertThat(Definitions.canonical(Objects.requireNonNull(again.definition())))
                    .isEqualTo(Definitions.canonical(Objects.requireNonNull(reading.definition())));
            for (int task = 0; task < tasks; task++) {
                assertThat(text).contains("  # above " + task + "\n  task-" + task + ": # beside " + task + "\n");
            }
        }
    }

    @Test
    void shouldLeaveADocumentOfThisVersionAsItIs() {
        String text =
                "# Kept,\r\nversion: '3.0.0'\nid:   odd # as all is\ntasks: {a: {action: fail, parameters: {message: x}}}";

        Rewriting rewriting = Definitions.rewrite(new SourceText("odd.yaml", text), Surroundings.UNKNOWN);

        assertThat(rewriting.documents()).hasSize(1);
        assertThat(rewriting.documents().getFirst().text()).isEqualTo(text);
        assertThat(rewriting.documents().getFirst().id()).isEqualTo("odd");
        assertThat(rewriting.documents().getFirst().changes()).isEmpty();
    }

    @Test
    void shouldWriteEachWorkflowOfAFile() {
        String text = "workflows:\n  a: {steps: [{id: x, agent: A}]}\n  b: {steps: [{id: x, agent: A}]}\n";

        Rewriting rewriting = Definitions.rewrite(new SourceText("two.yaml", text), Surroundings.UNKNOWN);

        assertThat(rewriting.documents()).extracting("id").containsExactly("a", "b");
    }

    @Test
    void shouldWriteNothingOfWhatCantBeRead() {
        for (String text : List.of("a: [", "workflows: {a: {steps: [{id: x}]}}", "jobs: {}")) {
            Rewriting rewriting = Definitions.rewrite(new SourceText("bad.yaml", text), Surroundings.UNKNOWN);

            assertThat(rewriting.documents()).isEmpty();
            assertThat(rewriting.problems()).isNotEmpty();
        }
    }
}
