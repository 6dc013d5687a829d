package dev.weft.definitions.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.source.SourceText;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogDefinitionsTest {
    private static final Catalog CATALOG = Catalog.load();

    static Stream<String> ids() {
        return CATALOG.definitions().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void shouldHaveNoProblemAndCompile(String id) {
        String text = Objects.requireNonNull(CATALOG.definitions().get(id));

        Reading reading = Definitions.read(new SourceText(id + ".yaml", text), Surroundings.UNKNOWN);

        assertThat(reading.problems()).isEmpty();
        Definition definition = Objects.requireNonNull(reading.definition());
        Plan plan = Definitions.compile(Definitions.canonical(definition));
        assertThat(plan.definition().id()).isEqualTo(id);
        assertThat(plan.tasks())
                .allSatisfy(task -> assertThat(task.task().name()).isNotEqualTo(task.path()));
    }
}
