package dev.weft.definitions.agent.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.agent.AgentReading;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiAgentsTest {
    private static final String SERVICE = """
            openapi: 3.0.3
            info: {title: Reviews, version: "1"}
            servers: [{url: /v1}]
            security: [{token: []}]
            paths:
              /reviews:
                get: {operationId: listReviews, responses: {"200": {description: all}}}
                post:
                  operationId: review text
                  summary: Reviews a text.
                  tags: [reviewing]
                  requestBody: {$ref: "#/components/requestBodies/Text"}
                  responses:
                    "201":
                      description: done
                      content: {application/json: {schema: {$ref: "#/components/schemas/Verdict"}}}
              /reviews/{id}: {post: {requestBody: {content: {application/json: {schema: {type: object}}}}}}
              /upload: {post: {requestBody: {content: {image/png: {}}}}}
            components:
              requestBodies:
                Text:
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [text]
                        properties:
                          text: {type: string, nullable: true, example: x}
                          weight: {type: number, minimum: 0, exclusiveMinimum: true}
                          parent: {$ref: "#/components/schemas/Verdict"}
              schemas:
                Verdict:
                  type: object
                  properties:
                    good: {type: boolean}
                    before: {$ref: "#/components/schemas/Verdict"}
              securitySchemes: {token: {type: http, scheme: bearer}}
            """;

    @Test
    void shouldMakeAnAgentOfWhatTakesJsonByPostAndNameTheRest() {
        OpenApiAgents.Made made = OpenApiAgents.of(new Yaml().load(SERVICE), "https://reviews.example/openapi.yaml");

        assertThat(made.agents()).containsOnlyKeys("review_text");
        assertThat(made.leftOut())
                .containsExactly(
                        "GET /reviews: an agent is called by POST; the action api_call can do it",
                        "POST /reviews/{id}: the address of an agent is the same for all calls; the action api_call can do it",
                        "POST /upload: an agent is called with JSON; the action api_call can do it");
        AgentReading reading = AgentReader.read(
                new SourceText(
                        "review.yaml",
                        AgentText.of(Objects.requireNonNull(made.agents().get("review_text")))),
                null);
        assertThat(reading.problems()).isEmpty();
        Agent agent = Objects.requireNonNull(reading.agent());
        assertThat(agent.kind())
                .isEqualTo(new AgentKind.Http(
                        "https://reviews.example/v1/reviews",
                        Map.of("Authorization", "Bearer ${{ secrets.TOKEN }}"),
                        null));
        assertThat(agent.capabilities()).containsExactly("reviewing");
        Map<String, Object> parameters =
                Objects.requireNonNull(agent.operations().get("review_text"));
        assertThat(JsonSchemas.check(parameters, Map.of("text", "x", "parent", Map.of("good", true))))
                .isEmpty();
        assertThat(JsonSchemas.check(parameters, Map.of("weight", 0, "parent", Map.of("before", Map.of("good", 1)))))
                .extracting(JsonSchemas.Mismatch::pointer)
                .contains("/weight", "/parent/before/good");
        assertThat(agent.output("review_text").orElseThrow()).containsKey("$ref");
    }

    @Test
    void shouldSayWhatItExpectsOfADocument() {
        assertThatThrownBy(() -> OpenApiAgents.of(Map.of("swagger", "2.0"), null))
                .hasMessageContaining("Expected an OpenAPI document of version 3");
        assertThatThrownBy(() ->
                        OpenApiAgents.of(Map.of("openapi", "3.1.0", "servers", List.of(Map.of("url", "/api"))), null))
                .hasMessageContaining("--url");
    }
}
