package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Templates, from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesTest {
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
    void shouldListAndShow() {
        JsonNode items = api.get("/api/templates").json().path("items");

        assertThat(items).hasSize(10);
        assertThat(items.findValuesAsText("id")).contains("approval_chain", "saga", "etl_with_quality_gates");
        JsonNode one = api.get("/api/templates/saga").json();
        assertThat(one.path("version").asText()).isEqualTo("1.0.0");
        assertThat(one.path("parameters").path("stepN_agent").path("type").asText())
                .isEqualTo("array");
        assertThat(one.path("example").path("step1_agent").asText()).isEqualTo("book_flight");
        assertThat(api.get("/api/templates/none").status()).isEqualTo(404);
    }

    @Test
    void shouldSaveADefinitionThatIsMadeOfOne() {
        String body =
                "{\"id\": \"budget\", \"parameters\": {\"request_title\": \"Budget\", \"level1_approver\": \"alice\"}}";

        Api.Answer created = api.post("/api/templates/approval_chain/create", body);

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/workflows/budget");
        assertThat(api.get("/api/workflows/budget")
                        .json()
                        .path("definition")
                        .path("labels")
                        .path("template")
                        .asText())
                .isEqualTo("approval_chain");
        assertThat(api.post("/api/templates/approval_chain/create", body).status())
                .isEqualTo(409);
    }

    @Test
    void shouldSayEverythingThatIsWrong() {
        Api.Answer refused = api.post(
                "/api/templates/approval_chain/create",
                "{\"parameters\": {\"level2_approver\": \"bob\", \"titel\": \"x\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("invalid_parameters");
        assertThat(refused.json().path("problems").findValuesAsText("path"))
                .containsExactly("/parameters/request_title", "/parameters/level1_approver", "/parameters/titel");
        Api.Answer odd = api.post(
                "/api/templates/approval_chain/create",
                "{\"id\": \"Not an id\", \"parameters\": {\"request_title\": \"B\", \"level1_approver\": \"alice\"}}");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.json().path("code").asText()).isEqualTo("invalid_definition");
    }
}
