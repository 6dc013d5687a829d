package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that hold for definitions and runs with some labels alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelScopesTest {
    private Api api;
    private ApiWorker worker;
    private String admin;
    private String ownRun;
    private String otherRun;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        api = Api.start(home);
        worker = ApiWorker.start(home);
        api.save(definition("own", "shop"));
        api.save(definition("other", "bank"));
        ownRun = api.started("own", "{}");
        otherRun = api.started("other", "{}");
        admin = api.post(
                        "/api/tokens",
                        "{\"user\":\"sue\",\"roles\":[\"admin\"],\"groups\":[\"editor\"],\"labels\":{\"team\":\"shop\"}}")
                .json()
                .path("token")
                .asText();
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/workflows/ID, 200",
        "GET, /api/workflows/ID/revisions, 200",
        "GET, /api/workflows/ID/revisions/1, 200",
        "GET, /api/workflows/ID/graph, 200",
        "GET, /api/workflows/ID/status, 200",
        "POST, /api/workflows/ID/start, 202",
        "GET, /api/runs/RUN, 200",
        "GET, /api/runs/RUN/tasks, 200",
        "GET, /api/runs/RUN/events, 200",
        "POST, /api/runs/RUN/approvals/none, 400",
        "POST, /api/runs/RUN/pause, 202",
    })
    void shouldHoldForWhatHasTheLabelsAndForNothingElse(String method, String path, int status) {
        String body = method.equals("POST") ? "{}" : null;
        String own = path.replace("ID", "own").replace("RUN", ownRun);
        String other = path.replace("ID", "other").replace("RUN", otherRun);
        if (path.endsWith("/events")) {
            assertThat(api.streamStatus(admin, own)).isEqualTo(status);
        } else {
            Api.Answer answer = api.as(admin, method, own, body);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        }
        Api.Answer refused = api.as(admin, method, other, body);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.json().path("code").asText()).isEqualTo("forbidden");
        assertThat(refused.json().path("detail").asText()).contains("team=shop");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/tokens",
        "POST, /api/tokens",
        "POST, /api/agents",
        "DELETE, /api/agents/none",
        "DELETE, /api/cache",
        "POST, /api/events",
        "GET, /api/events",
        "GET, /api/events?workflow=other",
    })
    void shouldNotHoldForThePlatform(String method, String path) {
        assertThat(api.as(admin, method, path, method.equals("POST") ? "{}" : null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldListWhatItHoldsFor() {
        assertThat(api.as(admin, "GET", "/api/workflows", null).json().findValuesAsText("id"))
                .containsExactly("own");
        assertThat(api.get("/api/workflows?label=team%3Dbank").json().findValuesAsText("id"))
                .containsExactly("other");
        assertThat(api.as(admin, "GET", "/api/workflows?label=team%3Dbank", null)
                        .status())
                .isEqualTo(403);
        org.awaitility.Awaitility.await()
                .until(() -> api.get("/api/runs").json().path("items").size() >= 2);
        assertThat(api.as(admin, "GET", "/api/runs", null).json().path("items"))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.path("workflow").asText()).isEqualTo("own"));
    }

    @Test
    void shouldNotWriteWhatIsOthers() {
        assertThat(api.as(admin, "POST", "/api/workflows", definition("more", "shop"))
                        .status())
                .isEqualTo(201);
        assertThat(api.as(admin, "POST", "/api/workflows", definition("alien", "bank"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(admin, "PUT", "/api/workflows", definition("other", "shop"))
                        .status())
                .as("taken from others")
                .isEqualTo(403);
        assertThat(api.as(admin, "PUT", "/api/workflows/more", definition("more", "bank"))
                        .status())
                .as("given to others")
                .isEqualTo(403);
        assertThat(api.as(admin, "DELETE", "/api/workflows/other", null).status())
                .isEqualTo(403);
        assertThat(api.as(admin, "POST", "/api/workflows/own/start", "{\"labels\":{\"team\":\"bank\"}}")
                        .status())
                .isEqualTo(403);
    }

    private static String definition(String id, String team) {
        return """
                version: 3.0.0
                id: %s
                labels: {team: %s}
                tasks:
                  ask:
                    action: approval_gate
                    parameters: {approvers: [role:editor]}
                """.formatted(id, team);
    }
}
