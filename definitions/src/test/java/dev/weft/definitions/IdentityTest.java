package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text to canonical text and back is the identity, and planning is deterministic. */
final class IdentityTest {
    private static final int CASES = 200;

    @Test
    void shouldKeepEveryRandomDefinition() {
        Random random = new Random(20_26L);
        for (int i = 0; i < CASES; i++) {
            // given
            String text = RandomDefinition.of(random);
            Reading reading = Definitions.read(new SourceText("random.yaml", text), Surroundings.UNKNOWN);
            assertThat(reading.problems().stream().filter(problem -> problem.isError()))
                    .as(() -> text + new ProblemPrinter(false).print(reading.problems()))
                    .isEmpty();
            Definition definition = Objects.requireNonNull(reading.definition());

            // when
            String canonical = Definitions.canonical(definition);
            Plan plan = Definitions.compile(canonical);
            Reading again = Definitions.read(new SourceText("canonical.json", canonical), Surroundings.UNKNOWN);

            // then
            assertThat(plan.definition()).as(text).isEqualTo(definition);
            assertThat(again.definition()).as(text).isEqualTo(definition);
            assertThat(Definitions.canonical(plan.definition())).isEqualTo(canonical);
            assertThat(Definitions.compile(canonical).tasks()).isEqualTo(plan.tasks());
        }
    }
}
