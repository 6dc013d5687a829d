package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what: every route with every role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
    private static final String ALL = "viewer operator approver author admin";
    private static final String STARTS = "operator author admin";
    private static final String CONTROLS = "operator admin";
    private static final int GUESSES = 50;
    private static final String WRITES = "author admin";
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/api/workflows", ALL),
            new Route("POST", "/api/workflows", WRITES),
            new Route("PUT", "/api/workflows", WRITES),
            new Route("POST", "/api/workflows/validate", ALL),
            new Route("GET", "/api/workflows/none", ALL),
            new Route("PUT", "/api/workflows/none", WRITES),
            new Route("DELETE", "/api/workflows/none", WRITES),
            new Route("GET", "/api/workflows/none/revisions", ALL),
            new Route("GET", "/api/workflows/none/revisions/1", ALL),
            new Route("GET", "/api/workflows/none/revisions/diff", ALL),
            new Route("POST", "/api/workflows/none/revisions/1/restore", WRITES),
            new Route("GET", "/api/sets", ALL),
            new Route("POST", "/api/sets", WRITES),
            new Route("GET", "/api/workflows/none/graph", ALL),
            new Route("POST", "/api/workflows/none/start", STARTS),
            new Route("GET", "/api/workflows/none/status", ALL),
            new Route("GET", "/api/runs", ALL),
            new Route("POST", "/api/control", CONTROLS),
            new Route("GET", "/api/runs/none", ALL),
            new Route("GET", "/api/runs/none/outputs", ALL),
            new Route("GET", "/api/runs/none/inputs", ALL),
            new Route("GET", "/api/runs/none/tasks", ALL),
            new Route("GET", "/api/runs/none/tasks/a", ALL),
            new Route("POST", "/api/runs/none/tasks/a/retry", CONTROLS),
            new Route("POST", "/api/runs/none/tasks/a/skip", CONTROLS),
            new Route("POST", "/api/runs/none/tasks/a/complete", CONTROLS),
            new Route("POST", "/api/runs/none/tasks/a/fail", CONTROLS),
            new Route("POST", "/api/runs/none/restart", STARTS),
            new Route("POST", "/api/runs/none/pause", CONTROLS),
            new Route("POST", "/api/runs/none/resume", CONTROLS),
            new Route("POST", "/api/runs/none/rollback", CONTROLS),
            new Route("GET", "/api/runs/none/checkpoints", ALL),
            new Route("POST", "/api/runs/none/cancel", CONTROLS),
            new Route("POST", "/api/runs/none/terminate", CONTROLS),
            new Route("GET", "/api/runs/none/events", ALL),
            new Route("GET", "/api/runs/none/timeline", ALL),
            new Route("GET", "/api/runs/none/logs", ALL),
            new Route("GET", "/api/runs/none/diagnosis", ALL),
            new Route("GET", "/api/events?after=none", ALL),
            new Route("POST", "/api/events", STARTS),
            new Route("GET", "/api/triggers", ALL),
            new Route("GET", "/api/triggers/none.none", ALL),
            new Route("GET", "/api/triggers/none.none/firings", ALL),
            new Route("POST", "/api/triggers/none.none/pause", CONTROLS),
            new Route("POST", "/api/triggers/none.none/resume", CONTROLS),
            new Route("POST", "/api/triggers/none.none/backfill", CONTROLS),
            new Route("POST", "/api/triggers/none.none/retry", CONTROLS),
            new Route("POST", "/api/hooks/none.none", STARTS),
            new Route("GET", "/api/subscriptions", ALL),
            new Route("POST", "/api/subscriptions", WRITES),
            new Route("GET", "/api/subscriptions/none", ALL),
            new Route("PUT", "/api/subscriptions/none", WRITES),
            new Route("DELETE", "/api/subscriptions/none", WRITES),
            new Route("POST", "/api/subscriptions/none/pause", CONTROLS),
            new Route("POST", "/api/subscriptions/none/resume", CONTROLS),
            new Route("GET", "/api/subscriptions/none/deliveries", ALL),
            new Route("POST", "/api/subscriptions/none/replay", CONTROLS),
            new Route("GET", "/api/approvals", ALL),
            new Route("POST", "/api/runs/none/approvals/a", ALL),
            new Route("POST", "/api/runs/none/approvals/a/delegate", ALL),
            new Route("GET", "/api/actions", ALL),
            new Route("POST", "/api/codec/decode", ALL),
            new Route("POST", "/api/codec/encode", ALL),
            new Route("POST", "/api/codec/permit", ALL),
            new Route("GET", "/api/templates", ALL),
            new Route("GET", "/api/templates/none", ALL),
            new Route("POST", "/api/templates/none/create", WRITES),
            new Route("GET", "/api/agents", ALL),
            new Route("GET", "/api/agents/none", ALL),
            new Route("POST", "/api/agents", WRITES),
            new Route("DELETE", "/api/agents/none", WRITES),
            new Route("GET", "/api/schema", ALL),
            new Route("GET", "/api/openapi.json", ALL),
            new Route("GET", "/api/health", ALL),
            new Route("GET", "/api/workflows/none/health", ALL),
            new Route("GET", "/api/doctor", CONTROLS),
            new Route("POST", "/api/doctor/repair", "admin"),
            new Route("GET", "/api/analytics", ALL),
            new Route("GET", "/api/alerts", ALL),
            new Route("GET", "/api/me", ALL),
            new Route("POST", "/api/session", ALL),
            new Route("GET", "/api/session", ALL),
            new Route("DELETE", "/api/session", ALL),
            new Route("DELETE", "/api/cache?workflow=none", CONTROLS),
            new Route("POST", "/api/blobs/prune", "admin"),
            new Route("GET", "/api/audit", "admin"),
            new Route("GET", "/api/audit/verify", "admin"),
            new Route("GET", "/api/tokens", "admin"),
            new Route("POST", "/api/tokens", "admin"),
            new Route("DELETE", "/api/tokens/none", "admin"));

    private Api api;
    private final Map<String, String> tokens = new HashMap<>();

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
        for (String role : ALL.split(" ")) {
            tokens.put(role, api.token("some-" + role, "\"" + role + "\"", ""));
        }
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldLetEachRoleDoWhatTheTableSays() {
        List<String> wrong = new ArrayList<>();
        for (Route route : ROUTES) {
            Set<String> may = new TreeSet<>();
            for (String role : ALL.split(" ")) {
                Api.Answer answer = call(route, tokens.get(role));
                assertThat(answer.status())
                        .as(route + " " + answer)
                        .isLessThan(500)
                        .isNotEqualTo(401);
                if (answer.status() != 403) {
                    may.add(role);
                }
            }
            if (!may.equals(new TreeSet<>(List.of(route.roles().split(" "))))) {
                wrong.add(route + " but found " + may);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A route without an entry in the table above fails this. */
    @Test
    void shouldKnowEachRoute() {
        Set<String> missing = new TreeSet<>();
        Routes.all().forEach(route -> missing.add(route.toString()));
        for (Route entry : ROUTES) {
            Routes.Route route = Routes.of(entry.method(), entry.path()).orElseThrow(() -> new AssertionError(entry));
            missing.remove(route.toString());
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldAnswerNobodyWithoutAToken() {
        for (Route route : ROUTES) {
            Api.Answer none = call(route, null);
            assertThat(none.status()).as(route.toString()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(api.as(null, "GET", "/api/nothing", null).status()).isEqualTo(401);
    }

    /** Servers of their own: whoever guesses so often is locked out. */
    @Test
    void shouldAnswerNobodyWhoGuesses() {
        for (int from = 0; from < ROUTES.size(); from += GUESSES) {
            try (Api strangers = Api.start(Api.folder())) {
                for (Route route : ROUTES.subList(from, Math.min(from + GUESSES, ROUTES.size()))) {
                    assertThat(call(strangers, route, "weft_guess").status())
                            .as(route.toString())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void shouldShowATokenOnceAndForgetItWhenRevoked() {
        // given
        Api.Answer made = api.post(
                "/api/tokens",
                "{\"user\":\"tom\",\"roles\":[\"viewer\"],\"groups\":[\"editor\"],\"expires_in\":\"1h\"}");
        String token = made.json().path("token").asText();
        String id = made.json().path("id").asText();

        // then
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Api.Answer me = api.as(token, "GET", "/api/me", null);
        assertThat(me.json().path("user").asText()).isEqualTo("tom");
        assertThat(me.json().path("roles")).hasToString("[\"viewer\"]");
        assertThat(api.get("/api/tokens").body())
                .contains(id)
                .doesNotContain(token)
                .contains("last_used_at");

        // when
        assertThat(api.delete("/api/tokens/" + id).status()).isEqualTo(204);

        // then
        assertThat(api.as(token, "GET", "/api/me", null).status()).isEqualTo(401);
        assertThat(api.delete("/api/tokens/" + id).status()).isEqualTo(404);
    }

    @Test
    void shouldForgetATokenWhenItExpires() {
        // given
        String token = api.post("/api/tokens", "{\"user\":\"tom\",\"roles\":[\"admin\"],\"expires_in\":\"2s\"}")
                .json()
                .path("token")
                .asText();
        assertThat(api.as(token, "GET", "/api/me", null).status()).isEqualTo(200);

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.as(token, "GET", "/api/me", null).status() == 401);
        assertThat(api.as(token, "GET", "/api/tokens", null).status()).isEqualTo(401);
    }

    @Test
    void shouldRefuseTokensThatMakeNoSense() {
        assertThat(api.post("/api/tokens", "{\"user\":\"tom\"}").status()).isEqualTo(422);
        assertThat(api.post("/api/tokens", "{\"user\":\"a b\",\"roles\":[\"viewer\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/tokens", "{\"user\":\"tom\",\"roles\":[\"king\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/tokens", "{\"user\":\"tom\",\"roles\":[\"viewer\"],\"expires_in\":\"soon\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void shouldMakeATokenOnceForAKeyAndKeepItNowhere() {
        // given
        String body = "{\"user\":\"once\",\"roles\":[\"viewer\"]}";

        // when
        Api.Answer first = api.post("/api/tokens", body, "Idempotency-Key", "k-1");
        Api.Answer again = api.post("/api/tokens", body, "Idempotency-Key", "k-1");

        // then
        assertThat(first.json().path("token").asText()).startsWith("weft_");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().has("token")).isFalse();
        assertThat(api.post("/api/tokens", body.replace("viewer", "admin"), "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/tokens", "{\"user\":\"tom\",\"roles\":[null]}")
                        .status())
                .isEqualTo(422);
    }

    private Api.Answer call(Route route, @Nullable String token) {
        return call(api, route, token);
    }

    private static Api.Answer call(Api server, Route route, @Nullable String token) {
        boolean writes = !route.method().equals("GET") && !route.method().equals("DELETE");
        return server.as(token, route.method(), route.path(), writes ? "{}" : null);
    }

    /** A route and who may use it. */
    private record Route(String method, String path, String roles) {}
}
