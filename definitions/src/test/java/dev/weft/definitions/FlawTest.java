package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.random.Flaw;
import dev.weft.definitions.random.RandomDefinition;
import dev.weft.definitions.random.Spelling;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One thing that is wrong with a random definition is found, and shown where it is. */
final class FlawTest {
    private static final int CASES = Math.max(5, Integer.getInteger("random.definitions", 400) / 20);
    private static final long SEED = Long.getLong("random.seed", 2026L);

    @ParameterizedTest
    @EnumSource
    void shouldShowTheOneThingThatIsWrong(Flaw flaw) {
        int broken = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            // given
            Map<String, @Nullable Object> tree = RandomDefinition.tree(seed);
            Optional<String> place = flaw.apply(tree, seed);
            if (place.isEmpty()) {
                continue;
            }
            broken++;
            String text = Spelling.yaml(tree, seed);

            // when
            Reading reading = Definitions.read(new SourceText("broken.yaml", text), Surroundings.UNKNOWN);

            // then
            List<Problem> errors =
                    reading.problems().stream().filter(Problem::isError).toList();
            String printed = text + new ProblemPrinter(false).print(errors);
            assertThat(errors).as(printed).anyMatch(problem -> problem.path().startsWith(place.get()));
            assertThat(reading.definition()).isNull();
            int lines = text.split("\n", -1).length;
            for (Problem problem : errors) {
                assertThat(problem.message()).as(printed).startsWith("Expected ");
                assertThat(problem.line()).as(printed).isBetween(1, lines);
                assertThat(problem.column())
                        .as(printed)
                        .isBetween(1, problem.sourceLine().length() + 1);
            }
        }
        assertThat(broken).isGreaterThan(CASES / 3);
    }
}
