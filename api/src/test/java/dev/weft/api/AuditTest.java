package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.audit.Unaudited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who changed or decided what; and that nothing of it can be lost or altered without its being seen. */
class AuditTest {
    private static final String GATE = """
            version: 3.0.0
            id: asked
            tasks:
              ask:
                action: approval_gate
                parameters: {approvers: [anyone]}
            """;

    private Path home;
    private Api api;

    @BeforeEach
    void start() {
        home = Api.folder();
        api = Api.start(home);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldWriteDownEachChangeAndDecisionBeforeAndAfter() throws IOException {
        try (ApiWorker worker = ApiWorker.start(home)) {
            // given
            api.save(GATE);
            assertThat(api.put("/api/workflows/asked", GATE + "description: more\n")
                            .status())
                    .isEqualTo(200);
            String token = api.token("erin", "\"approver\"", "");
            String run = api.started("asked", "{\"inputs\":{}}");

            // when
            Api.Answer decided = api.as(
                    token,
                    "POST",
                    "/api/runs/" + run + "/approvals/ask",
                    "{\"decision\":\"approve\",\"comment\":\"fine by me\"}",
                    "X-Request-Id",
                    "decide-1");
            assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
            assertThat(api.as(token, "DELETE", "/api/workflows/asked", null).status())
                    .isEqualTo(403);
            assertThat(worker).isNotNull();

            // then
            JsonNode decision = entry("POST /runs/{run}/approvals/{task}", "done");
            JsonNode intent = entry("POST /runs/{run}/approvals/{task}", "intended");
            assertThat(intent.path("user").asText()).isEqualTo("erin");
            assertThat(intent.path("from").asText()).isEqualTo("127.0.0.1");
            assertThat(intent.path("request").asText()).isEqualTo("decide-1");
            assertThat(intent.path("target").asText()).isEqualTo("runs/" + run + "/approvals/ask");
            assertThat(intent.path("said").path("comment").asText()).isEqualTo("fine by me");
            assertThat(decision.path("after").path("status").asText()).isEqualTo("COMPLETED");
            assertThat(entry("PUT /workflows/{id}", "intended")
                            .path("before")
                            .path("revision")
                            .asInt())
                    .isEqualTo(1);
            assertThat(entry("PUT /workflows/{id}", "done")
                            .path("after")
                            .path("revision")
                            .asInt())
                    .isEqualTo(2);
            assertThat(entry("POST /workflows/{id}/start", "done")
                            .path("after")
                            .path("run")
                            .asText())
                    .isEqualTo(run);
            assertThat(entry("DELETE /workflows/{id}", "refused").path("status").asInt())
                    .isEqualTo(403);
            assertThat(entry("POST /tokens", "done").path("after").path("user").asText())
                    .isEqualTo("erin");
            assertThat(api.get("/api/audit?limit=200").body()).doesNotContain(token);
            assertThat(api.get("/api/audit?user=erin").json().path("items")).hasSize(3);
        }
    }

    @Test
    void shouldKeepWhatTheDatabaseCannot() {
        for (String odd : List.of("\\u0000", "\\ud800", "\\\\u0000")) {
            assertThat(api.post("/api/tokens", "{\"user\":\"a" + odd + "\",\"roles\":[\"viewer\"]}")
                            .status())
                    .as(odd)
                    .isEqualTo(422);
        }
        assertThat(api.post("/api/tokens", "{\"user\":\"ann\",\"roles\":[\"viewer\"]}")
                        .status())
                .isEqualTo(201);
        await().until(() ->
                api.get("/api/audit?action=POST%20/tokens").json().path("items").size() == 8);
        assertThat(verified().path("valid").asBoolean()).isTrue();
    }

    @Test
    void shouldDoNothingThatItCannotWriteDown() throws SQLException {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            // given
            other.setAutoCommit(false);
            statement.execute("lock table audit_head in access exclusive mode");

            // when
            Api.Answer refused = api.post("/api/workflows", GATE);

            // then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asText()).isEqualTo("audit_unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            other.rollback();
        }
        assertThat(api.get("/api/workflows/asked").status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.post("/api/workflows", GATE).status() == 201);
        assertThat(verified().path("valid").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit set entry = replace(entry, 'ann', 'bob') where position = 3 | Entry 3 is not what was written",
                "update audit set hash = repeat('0', 64) where position = 3 | Entry 3 is not what was written",
                "delete from audit where position = 3 | Expected entry 3",
                "delete from audit where position = 1 | Expected entry 1",
                "delete from audit where position = (select max(position) from audit) | Expected entries up to",
            })
    void shouldSeeWhatIsAlteredOrMissing(String change, String problem) throws SQLException {
        // given
        users();
        assertThat(verified().path("valid").asBoolean()).isTrue();
        assertThat(verified().path("head").asText()).isEqualTo("matches");

        // when
        bySuperuser(change);

        // then
        JsonNode found = verified();
        assertThat(found.path("valid").asBoolean()).isFalse();
        assertThat(found.path("problems").toString()).contains(problem);
    }

    /** Who can write all of the database can make a chain that fits in itself, but not the head that is kept outside. */
    @Test
    void shouldSeeThatTheEndIsGoneAndTheChainFitsInItself() throws SQLException {
        users();
        bySuperuser("delete from audit where position > 3;"
                + " update audit_head set last = 3, hash = (select hash from audit where position = 3)");
        JsonNode found = verified();
        assertThat(found.path("valid").asBoolean()).isFalse();
        assertThat(found.path("head").asText()).isEqualTo("differs");
        assertThat(found.path("problems").toString()).contains("signed head");
    }

    @Test
    void shouldSeeAForgedHead() throws IOException {
        users();
        Path head = home.resolve("audit-head.json");
        Files.writeString(head, Files.readString(head).replaceFirst("\"position\":\\d+", "\"position\":1"));
        assertThat(verified().path("problems").toString()).contains("can't be read");
    }

    @Test
    void shouldNotLetThePlatformItselfAlterAnEntry() throws SQLException {
        users();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from audit")).hasMessageContaining("never changes");
            assertThatThrownBy(() -> statement.execute("update audit set entry = ''"))
                    .hasMessageContaining("never changes");
            assertThatThrownBy(() -> statement.execute("truncate audit")).hasMessageContaining("never changes");
        }
    }

    @Test
    void shouldCutWhatIsOldAndStillVerify() throws SQLException {
        // given
        users();
        api.close();

        // when
        api = Api.start(Api.with(api.settings(), AccessSettings.DEFAULTS.withAuditKept(Duration.ofMillis(1))));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> verified().path("first").asLong() > 1);
        api.token("later", "\"viewer\"", "");
        JsonNode found = verified();
        assertThat(found.path("valid").asBoolean()).as(found.toString()).isTrue();
        assertThat(entry("audit.cut", "done").path("through").asLong())
                .isEqualTo(found.path("first").asLong() - 1);

        // when
        bySuperuser(
                "update audit_head set cut = cut + 1, cut_hash = (select hash from audit order by position limit 1);"
                        + " delete from audit where position = (select min(position) from audit)");

        // then
        assertThat(verified().path("valid").asBoolean()).isFalse();
    }

    @Test
    void shouldExportWhatCanBeVerifiedElsewhere() throws IOException {
        users();
        String[] lines =
                api.get("/api/audit", "Accept", "application/x-ndjson").body().split("\n");
        assertThat(lines).hasSizeGreaterThan(5);
        String hash = "";
        for (String line : lines) {
            JsonNode row = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
            hash = dev.weft.api.store.AuditStore.hash(
                    hash, row.path("position").asLong(), row.path("entry").asText());
            assertThat(row.path("hash").asText()).isEqualTo(hash);
        }
    }

    @Test
    void shouldAuditEachRouteThatMayChangeSomething() {
        List<String> left = new ArrayList<>();
        for (Routes.Route route : Routes.all()) {
            Optional.ofNullable(route.method().getAnnotation(Unaudited.class))
                    .ifPresent(why -> left.add(route.toString()));
        }
        assertThat(left).containsExactlyInAnyOrder("POST /workflows/{id}", "POST /codec/decode", "POST /codec/encode");
    }

    private void users() {
        for (String user : List.of("ann", "ann", "ann")) {
            api.token(user, "\"viewer\"", "");
        }
        await().until(() ->
                api.get("/api/audit?action=POST%20/tokens").json().path("items").size() == 6);
    }

    private JsonNode verified() {
        return api.get("/api/audit/verify").json();
    }

    private JsonNode entry(String action, String phase) {
        return await().until(
                        () -> {
                            for (JsonNode item :
                                    api.get("/api/audit?limit=200").json().path("items")) {
                                JsonNode entry = item.path("entry");
                                if (entry.path("action").asText().equals(action)
                                        && entry.path("phase").asText().equals(phase)) {
                                    return Optional.of(entry);
                                }
                            }
                            return Optional.<JsonNode>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /** As somebody who may do all in the database, and doesn't fear its triggers. */
    private void bySuperuser(String change) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica; " + change);
        }
    }

    private Connection connect() throws SQLException {
        ApiSettings.DatabaseSettings database = api.settings().database();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
