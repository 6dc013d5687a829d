package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.cache.PostgresResultCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that take outputs from one another, of two workers and a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachedRunsTest {
    private Path home;
    private Api api;
    private ApiWorker worker;
    private ApiWorker other;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        api = Api.start(home);
        worker = ApiWorker.caching(home, PostgresResultCache.to(api.settings().database()));
        other = ApiWorker.caching(home, PostgresResultCache.to(api.settings().database()));
    }

    @AfterAll
    void stop() {
        worker.close();
        other.close();
        api.close();
    }

    @Test
    void shouldTakeAnOutputFromAnotherRunWhicheverWorkerHasIt() throws IOException {
        // given
        api.save(counting("shared", "1h", "agreed"));
        String first = ended("shared", "{\"inputs\": {\"key\": \"x\"}}");

        for (int i = 0; i < 6; i++) {
            // when
            String next = ended("shared", "{\"inputs\": {\"key\": \"x\"}}");

            // then
            JsonNode task = task(next, "add");
            assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(task.path("cached_from").asText()).isEqualTo(first);
            assertThat(task.path("reason").asText()).contains(first);
            assertThat(task.path("attempts").asInt()).isZero();
        }
        assertThat(lines("agreed")).isEqualTo(1);
        assertThat(task(ended("shared", "{\"inputs\": {\"key\": \"y\"}}"), "add")
                        .has("cached_from"))
                .isFalse();
        assertThat(lines("agreed")).isEqualTo(2);
    }

    @Test
    void shouldWorkOnlyForTheItemAgainThatIsWantedOfALongLoop() throws IOException {
        // given
        api.save("""
                version: "3.0.0"
                id: long-cached
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(501) }}", max_concurrent: 20}
                    tasks:
                      add:
                        when: "item >= 498"
                        action: file_operation
                        cache: {key: "${{ string(item) }}", ttl: 1h}
                        parameters: {operation: append, path: many.txt, content: "line ${{ item }}\\n"}
                      check:
                        needs: [add]
                        when: "item == 499"
                        action: file_operation
                        parameters: {operation: read, path: mended}
                """);
        String run = api.started("long-cached", "{}");
        assertThat(api.get("/api/runs/" + run + "?wait=60s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(lines("many")).isEqualTo(2);
        Files.writeString(home.resolve("workspace").resolve("mended"), "yes");

        // when
        Api.Answer one = api.post("/api/runs/" + run + "/tasks/each%5B499%5D/retry", null);

        // then
        assertThat(one.status()).as(one.toString()).isEqualTo(202);
        JsonNode again = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(again.path("status").asText()).as(again.toString()).isEqualTo("COMPLETED");
        // The one that is wanted again is not taken, and the last had not begun.
        assertThat(lines("many")).isEqualTo(4);

        // when it is undone, nobody takes what it has put, in whichever of its goings
        assertThat(api.post("/api/runs/" + run + "/rollback", "{\"all\": true}").status())
                .isEqualTo(202);
        api.get("/api/runs/" + run + "?wait=60s");
        ended("long-cached", "{}");

        // then
        assertThat(lines("many")).isEqualTo(7);
    }

    @Test
    void shouldWorkAgainOnceAnOutputIsTooOldOrDroppedOrTheTaskIsAnother() throws IOException {
        // given
        api.save(counting("aging", "2s", "aged"));
        ended("aging", "{\"inputs\": {\"key\": \"x\"}}");
        assertThat(lines("aged")).isEqualTo(1);

        // when it is too old
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            ended("aging", "{\"inputs\": {\"key\": \"x\"}}");
            return lines("aged") == 2;
        });

        // when it is dropped
        api.put("/api/workflows/aging", counting("aging", "1h", "aged"));
        ended("aging", "{\"inputs\": {\"key\": \"z\"}}");
        assertThat(api.delete("/api/cache?workflow=aging")
                        .json()
                        .path("dropped")
                        .asInt())
                .isPositive();
        ended("aging", "{\"inputs\": {\"key\": \"z\"}}");
        assertThat(lines("aged")).isEqualTo(4);

        // when the task is another
        api.put("/api/workflows/aging", counting("aging", "1h", "aged").replace("content: \"line", "content: \"other"));
        ended("aging", "{\"inputs\": {\"key\": \"z\"}}");
        assertThat(lines("aged")).isEqualTo(5);
    }

    @Test
    void shouldTakeTheOutputsOfAWholeRunAndWorkAgainWhereARestartWantsThat() throws IOException {
        // given
        api.save(counting("whole", "1h", "done")
                .replace("tasks:", "policy: {cache: {key: \"${{ inputs.key }}\"}}\ntasks:"));
        String first = ended("whole", "{\"inputs\": {\"key\": \"x\"}}");

        // when
        String second = ended("whole", "{\"inputs\": {\"key\": \"x\"}}");

        // then
        JsonNode run = api.get("/api/runs/" + second).json();
        assertThat(run.path("cached_from").asText()).isEqualTo(first);
        assertThat(run.path("outputs"))
                .isEqualTo(api.get("/api/runs/" + first).json().path("outputs"));
        assertThat(task(second, "add").path("status").asText()).isEqualTo("SKIPPED");
        String again = api.post("/api/runs/" + second + "/restart", "{}")
                .json()
                .path("run")
                .asText();
        assertThat(status(again)).isEqualTo("COMPLETED");
        assertThat(lines("done")).isEqualTo(2);
    }

    private String ended(String workflow, String body) {
        String run = api.started(workflow, body);
        assertThat(status(run)).isEqualTo("COMPLETED");
        return run;
    }

    private String status(String run) {
        return api.get("/api/runs/" + run + "?wait=60s").json().path("status").asText();
    }

    private JsonNode task(String run, String path) {
        return api.get("/api/runs/" + run).json().path("tasks").path(path);
    }

    private long lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(home.resolve("workspace").resolve(file + ".txt"))) {
            return lines.count();
        }
    }

    /** Adds a line to a file, unless another run has. */
    private static String counting(String id, String ttl, String file) {
        return """
                version: "3.0.0"
                id: %s
                inputs: {key: {type: string}}
                tasks:
                  add:
                    cache: {key: "${{ inputs.key }}", ttl: %s}
                    action: file_operation
                    parameters: {operation: append, path: %s.txt, content: "line\\n"}
                outputs: {size: "${{ tasks.add.output.path }}"}
                """.formatted(id, ttl, file);
    }
}
