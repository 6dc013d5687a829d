package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.log.PostgresLogSink;
import dev.weft.platform.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timeline and logs of runs that a real worker has made, in a real PostgreSQL. */
class RunLogsTest {
    private static final String SECRET =
            "correct horse battery staple, or whatever else is long enough to be broken over lines";
    private static final String FLOW =
            """
            version: "3.0.0"
            id: talkative
            tasks:
              speak:
                action: command
                parameters:
                  argv:
                    - sh
                    - -c
                    - |
                      echo one >&2
                      echo "two: $KEY" >&2
                      echo "$ENCODED" | fold -w 40 >&2
                      echo three 100%% >&2
                  env: {KEY: "${{ secrets.KEY }}", ENCODED: "%s"}
              call:
                needs: [speak]
                action: api_call
                retry: {max_attempts: 2, delay: 10ms}
                parameters: {url: "http://127.0.0.1:1/nothing"}
                on_failure: skip
              loop:
                needs: [call]
                for_each: {in: [a, b]}
                action: command
                parameters: {argv: [sh, -c, "echo item $ITEM >&2"], env: {ITEM: "${{ item }}"}}
            """.formatted(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;
    private static String run;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/KEY"), SECRET);
        api = Api.start(home);
        worker = ApiWorker.logging(
                home,
                PostgresEventSink.to(api.settings().database()),
                PostgresLogSink.to(api.settings().database()),
                Map.of("WEFT_EGRESS_ALLOW", "127.0.0.1", "WEFT_SANDBOX", "none", "PATH", "/usr/bin:/bin"));
        api.save(FLOW);
        run = api.started("talkative", "{}");
        JsonNode ended = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        await().atMost(Duration.ofSeconds(20)).until(() -> texts("").contains("item b"));
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldKeepWhatAttemptsSayInOrderAndWithoutSecrets() {
        // given
        JsonNode lines = logs("?task=speak");

        // then
        assertThat(texts("?task=speak&level=info"))
                .startsWith("one", "two: [secret KEY]")
                .endsWith("three 100%");
        assertThat(lines.toString()).doesNotContain("horse", "Y29ycmVj");
        JsonNode first = lines.path(0);
        assertThat(first.path("source").asText()).isEqualTo("stderr");
        assertThat(first.path("attempt").asInt()).isEqualTo(1);
        assertThat(first.path("level").asText()).isEqualTo("info");
        assertThat(Instant.parse(first.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(texts("?task=speak").getLast())
                .startsWith("Attempt 1 of action command ended after")
                .endsWith(": done");
    }

    @Test
    void shouldTellOfRequestsAndOfEachAttemptThatFails() {
        assertThat(texts("?task=call&level=warn"))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("GET http://127.0.0.1:1/nothing failed after"))
                .anySatisfy(line -> assertThat(line).startsWith("Attempt 2 of action api_call ended after"));
        assertThat(texts("?task=call&level=error")).hasSize(2);
    }

    @Test
    void shouldFindLinesByTaskTextAndTime() {
        assertThat(texts("?q=ITEM%20a")).containsExactly("item a");
        assertThat(texts("?q=100%25")).containsExactly("three 100%");
        assertThat(texts("?task=loop&q=item")).containsExactlyInAnyOrder("item a", "item b");
        assertThat(texts("?task=loop%5B1%5D&q=item")).containsExactly("item b");
        assertThat(texts("?task=lo")).isEmpty();
        assertThat(texts("?until=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(texts("?since=2000-01-01T00:00:00Z&tail=true&limit=1"))
                .containsExactly(texts("").getLast());
    }

    @Test
    void shouldGiveThePagesOfALogAndGoOnFromAPlace() {
        // given
        List<String> all = texts("");

        // when
        List<String> read = new ArrayList<>();
        String cursor = "";
        long last = 0;
        do {
            JsonNode page = api.get("/api/runs/" + run + "/logs?limit=3&cursor=" + cursor)
                    .json();
            for (JsonNode item : page.path("items")) {
                read.add(item.path("text").asText());
                last = item.path("position").asLong();
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        // then
        assertThat(read).isEqualTo(all);
        assertThat(texts("?after=" + last)).isEmpty();
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        for (String query :
                List.of("level=loud", "limit=0", "cursor=x", "after=x", "since=now", "tail=true&after=1", "q=%00")) {
            assertThat(api.get("/api/runs/" + run + "/logs?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(api.get("/api/runs/none/logs").status()).isEqualTo(404);
        assertThat(api.get("/api/runs/none/timeline").status()).isEqualTo(404);
    }

    @Test
    void shouldTellWhatHappenedInOrder() {
        // given
        await().atMost(Duration.ofSeconds(20))
                .until(() -> timeline("").toString().contains("workflow.completed"));

        // when
        JsonNode items = timeline("");

        // then
        assertThat(items.path(0).path("type").asText()).isEqualTo("workflow.started");
        assertThat(items.path(items.size() - 1).path("type").asText()).isEqualTo("workflow.completed");
        assertThat(items.path(items.size() - 1).path("status").asText()).isEqualTo("COMPLETED");
        JsonNode retried = timeline("&type=task.retrying");
        assertThat(retried).hasSize(1);
        assertThat(retried.path(0).path("task").asText()).isEqualTo("call");
        assertThat(retried.path(0).path("details").path("error").path("message").asText())
                .isNotEmpty();
        assertThat(items.findValuesAsText("task")).contains("loop[0]", "loop[1]");
    }

    @Test
    void shouldForgetOldLines() throws Exception {
        // given
        ApiSettings.DatabaseSettings database = api.settings().database();
        try (Connection connection = DriverManager.getConnection(
                        database.url(),
                        TestServers.postgres().user(),
                        TestServers.postgres().password());
                var insert = connection.createStatement()) {
            insert.execute("insert into run_log (writer, number, run, workflow, task, attempt, at, level, source, text)"
                    + " values (gen_random_uuid(), 1, '" + run
                    + "', 'talkative', 'old', 1, now() - interval '31 days', 1, 'agent', 'long ago')");
        }
        assertThat(texts("?task=old")).hasSize(1);

        // when
        Api other = Api.start(api.settings());

        // then
        try (other) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> texts("?task=old").isEmpty());
        }
        assertThat(texts("")).contains("item b");
    }

    private static JsonNode timeline(String query) {
        return api.get("/api/runs/" + run + "/timeline?limit=200" + query)
                .json()
                .path("items");
    }

    private static JsonNode logs(String query) {
        return api.get("/api/runs/" + run + "/logs" + query).json().path("items");
    }

    private static List<String> texts(String query) {
        return logs(query).findValuesAsText("text");
    }
}
