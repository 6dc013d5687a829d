package dev.weft.definitions.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

        Surroundings surroundings = new Surroundings(
                BuiltInActions.registry(),
                AgentCatalog.ofTexts(CATALOG.agents(Optional.empty())).agents(),
                null,
                null);

        Reading reading = Definitions.read(new SourceText(id + ".yaml", text), surroundings);

        assertThat(reading.problems()).isEmpty();
        Definition definition = Objects.requireNonNull(reading.definition());
        Plan plan = Definitions.compile(Definitions.canonical(definition));
        assertThat(plan.definition().id()).isEqualTo(id);
        assertThat(plan.tasks())
                .allSatisfy(task -> assertThat(task.task().name()).isNotEqualTo(task.path()));
    }

    @Test
    void shouldHaveAgentsWithoutProblems() {
        ChatEndpoint chat = new ChatEndpoint("http://localhost:11434/v1", "small");

        for (Optional<ChatEndpoint> endpoint : List.of(Optional.<ChatEndpoint>empty(), Optional.of(chat))) {
            AgentCatalog agents = AgentCatalog.ofTexts(CATALOG.agents(endpoint));

            assertThat(agents.problems()).isEmpty();
            assertThat(agents.agents().keySet())
                    .isEqualTo(CATALOG.agents(endpoint).keySet());
            assertThat(agents.agents().get("introduction_writer"))
                    .extracting(Agent::kind)
                    .isInstanceOf(endpoint.isPresent() ? AgentKind.Chat.class : AgentKind.Java.class);
        }
    }
}
