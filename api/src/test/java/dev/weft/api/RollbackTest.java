package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that are undone, with files that are really there or gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollbackTest {
    private static final String FILES = """
            version: "3.0.0"
            id: %s
            tasks:
              first: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}/first", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              second: {needs: [first], action: file_operation, parameters: {operation: write, path: "${{ run.id }}/second", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              broken: {needs: [second], on_failure: %s, action: fail, parameters: {code: broken, message: Not today}}
            """;

    private Path home;
    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(FILES.formatted("undone", "rollback"));
        api.save(FILES.formatted("held", "pause"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldUndoARunWhoseTaskSaysSo() {
        // when
        String run = api.started("undone", "{}");
        JsonNode end = api.get("/api/runs/" + run + "?wait=30s").json();

        // then
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("ROLLED_BACK");
        assertThat(end.path("error").path("code").asText()).isEqualTo("broken");
        assertThat(end.path("tasks").path("first").path("status").asText()).isEqualTo("COMPENSATED");
        assertThat(end.path("tasks").path("first.compensate").path("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(home.resolve("workspace").resolve(run).resolve("first")).doesNotExist();
        assertThat(home.resolve("workspace").resolve(run).resolve("second")).doesNotExist();
        await().untilAsserted(() -> assertThat(api.get("/api/runs?status=ROLLED_BACK")
                        .json()
                        .path("items")
                        .toString())
                .contains(run));
    }

    @Test
    void shouldGoBackToACheckpoint() throws IOException {
        // given
        String run = api.started("held", "{}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        Path second = home.resolve("workspace").resolve(run).resolve("second");
        var before = Files.getLastModifiedTime(second);

        // when
        JsonNode checkpoints = api.get("/api/runs/" + run + "/checkpoints").json();
        Api.Answer unknown = api.post("/api/runs/" + run + "/rollback", "{\"checkpoint\":\"nobody\"}");
        Api.Answer none = api.post("/api/runs/" + run + "/rollback", "{\"checkpoint\":\"broken\"}");
        Api.Answer back = api.post("/api/runs/" + run + "/rollback", "{\"checkpoint\":\"first\"}");

        // then
        assertThat(checkpoints.path("items").findValuesAsText("checkpoint")).containsExactly("first", "second");
        assertThat(checkpoints.path("items").path(0).path("at").asText()).endsWith("Z");
        assertThat(unknown.status()).as(unknown.toString()).isEqualTo(404);
        assertThat(none.status()).as(none.toString()).isEqualTo(409);
        assertThat(back.status()).as(back.toString()).isEqualTo(202);
        assertThat(back.json().path("status").asText()).isEqualTo("ROLLING_BACK");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        assertThat(Files.getLastModifiedTime(second)).isGreaterThan(before);

        // when it goes back by default, nothing that completed is undone
        assertThat(api.post("/api/runs/" + run + "/rollback", "{}").status()).isEqualTo(202);
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        assertThat(second).exists();
        assertThat(api.post("/api/runs/" + run + "/cancel", null).status()).isEqualTo(202);
        assertThat(api.get("/api/runs/" + run + "?wait=30s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("CANCELLED");
    }
}
