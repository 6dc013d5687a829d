package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowsTest {
    private static final String HELLO = """
            version: "3.0.0"
            id: %s
            name: Hello  # a comment that stays
            inputs:
              who: {type: string, default: world}
            tasks:
              greet:
                action: transform
                parameters: {value: "%s ${{ inputs.who }}"}
              shout:
                needs: [greet]
                action: transform
                parameters: {value: "${{ tasks.greet.output }}!"}
            """;
    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldSaveAndShowADefinition() {
        // when
        Api.Answer created = api.post("/api/workflows", HELLO.formatted("hello", "Hi"));

        // then
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/workflows/hello");
        assertThat(created.json().path("revision").asInt()).isEqualTo(1);
        assertThat(created.json().path("definition").path("version").asText()).isEqualTo("3.0.0");
        assertThat(created.json().path("migrated").isArray()).isTrue();
        assertThat(created.json().path("problems").isArray()).isTrue();

        Api.Answer shown = api.get("/api/workflows/hello");
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag")).startsWith("\"1-");
        assertThat(shown.json().path("digest").asText()).hasSize(64);
        assertThat(api.get("/api/workflows/hello", "If-None-Match", shown.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(api.get("/api/workflows/hello", "Accept", Api.YAML).body())
                .isEqualTo(HELLO.formatted("hello", "Hi"));
    }
}
