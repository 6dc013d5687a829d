package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thing done with many runs. */
class BulkTest {
    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.start(home);
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldSayWhichRunsAreMeantThenCancelThemPageByPageAndWriteEachDown() {
        // given
        List<String> runs = waiting("many", "", 7);
        List<String> others = waiting("others", "", 1);
        String filter = "\"filter\":{\"workflow\":\"many\",\"status\":\"waiting\"}";

        // when
        JsonNode dry = control("{\"action\":\"cancel\"," + filter + ",\"dry_run\":true}");

        // then
        assertThat(dry.path("found").asInt()).isEqualTo(7);
        assertThat(dry.path("dry_run").asBoolean()).isTrue();
        assertThat(dry.path("items").findValuesAsText("run")).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(dry.path("items").findValuesAsText("outcome")).containsOnly("WOULD");
        assertThat(status(runs.getFirst())).isEqualTo("WAITING");

        // when
        List<String> done = new ArrayList<>();
        String cursor = "";
        int requests = 0;
        do {
            JsonNode page = control("{\"action\":\"cancel\"," + filter + ",\"limit\":3" + cursor + "}");
            page.path("items").forEach(item -> {
                if (item.path("outcome").asText().equals("DONE")) {
                    done.add(item.path("run").asText());
                }
            });
            cursor = page.path("next").isNull()
                    ? ""
                    : ",\"cursor\":\"" + page.path("next").asText() + "\"";
            requests++;
        } while (!cursor.isEmpty());

        // then
        assertThat(requests).isGreaterThan(2);
        assertThat(done).containsExactlyInAnyOrderElementsOf(runs);
        runs.forEach(run -> reached(run, "CANCELLED"));
        assertThat(status(others.getFirst())).isEqualTo("WAITING");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Set<String> told = new HashSet<>();
            api.get("/api/audit?action=POST%20/control&limit=200")
                    .json()
                    .path("items")
                    .forEach(item -> told.add(item.path("entry").path("target").asText()));
            assertThat(told).containsAll(runs.stream().map(run -> "runs/" + run).toList());
        });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> control("{\"action\":\"cancel\"," + filter + "}")
                        .path("items")
                        .isEmpty());
    }

    @Test
    void shouldPauseAndResumeAndTerminate() {
        // given
        List<String> runs = waiting("rests", "", 3);

        // then
        assertThat(outcomes("pause", "rests")).containsOnly("DONE").hasSize(3);
        runs.forEach(run -> reached(run, "PAUSED"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(control(
                                        "{\"action\":\"pause\",\"filter\":{\"workflow\":\"rests\",\"status\":\"PAUSED\"}}")
                                .path("items")
                                .findValuesAsText("code"))
                        .containsOnly("does_not_apply")
                        .hasSize(3));
        assertThat(outcomes("resume", "rests")).containsOnly("DONE");
        runs.forEach(run -> reached(run, "WAITING"));
        assertThat(outcomes("terminate", "rests")).containsOnly("DONE");
        runs.forEach(run -> reached(run, "TERMINATED"));
    }

    @Test
    void shouldRetryAllThatFailedOnceTheCauseIsMended() throws Exception {
        // given
        api.save(
                "version: \"3.0.0\"\nid: breaks\ntasks:\n  read: {action: file_operation, parameters: {operation: read, path: later.txt}}\n");
        List<String> runs = List.of(api.started("breaks", "{}"), api.started("breaks", "{}"));
        runs.forEach(run -> reached(run, "FAILED"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> control("{\"action\":\"retry\",\"filter\":{\"workflow\":\"breaks\"},\"dry_run\":true}")
                                .path("items")
                                .size()
                        == 2);

        // when
        Files.createDirectories(home.resolve("workspace"));
        Files.writeString(home.resolve("workspace/later.txt"), "here");
        JsonNode retried = control("{\"action\":\"retry\",\"filter\":{\"workflow\":\"breaks\"}}");

        // then
        assertThat(retried.path("items").findValuesAsText("outcome")).containsOnly("DONE");
        assertThat(retried.path("items").findValuesAsText("task")).containsOnly("read");
        runs.forEach(run -> reached(run, "COMPLETED"));
    }

    @Test
    void shouldRetryOnlyTheItemsThatFailedOfALoopInSlices() throws Exception {
        // given
        api.save("""
                version: "3.0.0"
                id: sliced
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(503) }}"}
                    tasks:
                      count: {when: "item > 500", action: file_operation, parameters: {operation: append, path: "counted.txt", content: x}}
                      read: {needs: [count], when: "item == 502", action: file_operation, parameters: {operation: read, path: last.txt}}
                """);
        String run = api.started("sliced", "{}");
        reached(run, "FAILED");

        // when
        Files.createDirectories(home.resolve("workspace"));
        Files.writeString(home.resolve("workspace/last.txt"), "here");
        JsonNode retried = control("{\"action\":\"retry\",\"filter\":{\"workflow\":\"sliced\",\"status\":\"FAILED\"}}");

        // then
        assertThat(retried.path("items").findValuesAsText("task")).contains("each[500-502]");
        reached(run, "COMPLETED");
        // The first time for two items, and again for the one that failed.
        assertThat(Files.readString(home.resolve("workspace/counted.txt"))).isEqualTo("xxx");
    }

    @Test
    void shouldFindOnlyWhatTheCallersRolesHoldFor() {
        // given
        List<String> theirs = waiting("theirs", "labels: {team: them}\n", 1);
        List<String> ours = waiting("ours", "labels: {team: us}\n", 1);
        String token = api.post(
                        "/api/tokens", "{\"user\":\"us\",\"roles\":[\"operator\"],\"labels\":{\"team\":\"us\"}}")
                .json()
                .path("token")
                .asText();

        // when
        Api.Answer all = api.as(token, "POST", "/api/control", "{\"action\":\"cancel\",\"filter\":{\"all\":true}}");

        // then
        assertThat(all.json().path("items").findValuesAsText("run")).isEqualTo(ours);
        reached(ours.getFirst(), "CANCELLED");
        assertThat(status(theirs.getFirst())).isEqualTo("WAITING");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        for (String body : List.of(
                "{}",
                "{\"action\":\"cancel\"}",
                "{\"action\":\"cancel\",\"filter\":{}}",
                "{\"action\":\"cancel\",\"filter\":{\"all\":true,\"workflow\":\"x\"}}",
                "{\"action\":\"explode\",\"filter\":{\"all\":true}}",
                "{\"action\":\"cancel\",\"filter\":{\"status\":\"COMPLETED\"}}",
                "{\"action\":\"cancel\",\"filter\":{\"status\":\"sad\"}}",
                "{\"action\":\"cancel\",\"filter\":{\"label\":[null]}}",
                "{\"action\":\"cancel\",\"filter\":{\"workflow\":\"x\"},\"limit\":201}",
                "{\"action\":\"cancel\",\"filter\":{\"workflow\":\"x\"},\"cursor\":\"x\"}",
                "{\"action\":\"cancel\",\"filter\":{\"since\":\"yesterday\"}}")) {
            assertThat(api.post("/api/control", body).status()).as(body).isEqualTo(400);
        }
    }

    private static List<String> waiting(String id, String labels, int number) {
        api.save("version: \"3.0.0\"\nid: " + id + "\n" + labels
                + "tasks: {ask: {action: approval_gate, parameters: {title: Good, approvers: [anyone]}}}\n");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            runs.add(api.started(id, "{}"));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/api/runs?workflow=" + id + "&status=WAITING")
                                .json()
                                .path("items")
                                .size()
                        == number);
        return runs;
    }

    private static List<String> outcomes(String action, String workflow) {
        return control("{\"action\":\"" + action + "\",\"filter\":{\"workflow\":\"" + workflow + "\"}}")
                .path("items")
                .findValuesAsText("outcome");
    }

    private static JsonNode control(String body) {
        Api.Answer answer = api.post("/api/control", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String status(String run) {
        return api.get("/api/runs/" + run).json().path("status").asText();
    }

    private static void reached(String run, String status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> status(run).equals(status));
    }
}
