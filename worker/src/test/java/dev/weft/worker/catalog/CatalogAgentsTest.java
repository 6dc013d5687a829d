package dev.weft.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CatalogAgentsTest {
    @Test
    void shouldFindAHandlerForEachAgentAndNoOther() {
        List<String> handlers = ServiceLoader.load(AgentHandler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(handler -> handler.getClass().getPackageName().startsWith("dev.weft.worker.catalog"))
                .map(AgentHandler::name)
                .toList();

        assertThat(handlers)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.load().agents(Optional.empty()).keySet());
    }
}
