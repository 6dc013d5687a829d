package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.agent.AgentReading;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentSchemaTest {
    @Test
    void shouldBeAJsonSchema() {
        assertThat(JsonSchemas.checkSchema(AgentSchema.of())).isEmpty();
    }

    @Test
    void shouldAcceptTheAgentsOfTheCatalogue() throws IOException {
        int agents = 0;
        for (String folder : List.of("catalog/agents", "catalog/agents-chat")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                    assertThat(refused(Files.readString(file)))
                            .as(file.toString())
                            .isEmpty();
                    agents++;
                }
            }
        }
        assertThat(agents).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a, kind: java}",
                "{name: a, kind: java, handler: b, capabilities: [c], operations: [d]}",
                "{name: a, kind: java, operations: {d: {type: object}}}",
                "{name: a, kind: http, url: 'https://example.com', headers: {X: y}, expect: [200, 4xx]}",
                "{name: a, kind: command, argv: [python3, -V], env: {A: b}, limits: {memory: 64MiB, cpu: 3s}}",
                "{name: a, kind: chat, url: 'https://example.com', model: m, prompt: p, answer: json}"
            })
    void shouldAcceptWhatTheReaderAccepts(String agent) {
        assertThat(read(agent).problems()).isEmpty();
        assertThat(refused(agent)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: java}",
                "{name: a}",
                "{name: a, kind: http}",
                "{name: a, kind: other}",
                "{name: a, kind: java, url: 'https://example.com'}",
                "{name: a, kind: http, url: 'https://example.com', hedaers: {}}",
                "{name: a, kind: http, url: [1]}",
                "{name: a, kind: command, argv: python3}",
                "{name: a, kind: command, argv: [python3], limits: {memry: 1}}"
            })
    void shouldRefuseWhatTheReaderRefuses(String agent) {
        assertThat(read(agent).agent()).isNull();
        assertThat(refused(agent)).isNotEmpty();
    }

    private static AgentReading read(String agent) {
        return AgentReader.read(new SourceText("agent.yaml", agent), null);
    }

    private static List<JsonSchemas.Mismatch> refused(String agent) {
        return JsonSchemas.check(
                AgentSchema.of(),
                NodeValues.value(Objects.requireNonNull(
                        NodeReader.read(new ProblemCollector(new SourceText("agent.yaml", agent))))));
    }
}
