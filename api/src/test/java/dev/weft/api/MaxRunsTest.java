package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A platform on which one run goes on at a time, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaxRunsTest {
    private static final String GATE = """
            version: "3.0.0"
            id: gate
            tasks:
              ask: {action: approval_gate, parameters: {approvers: [anyone]}}
            """;
    private static final String PARENT = """
            version: "3.0.0"
            id: parent
            tasks:
              child: {action: workflow_trigger, parameters: {workflow: child}}
              beside: {needs: [child], action: workflow_trigger, parameters: {workflow: gate, wait: false}}
            """;
    private static final String CHILD = """
            version: "3.0.0"
            id: child
            tasks:
              one: {action: transform, parameters: {value: 1}}
            """;

    private static final String UNDOABLE = """
            version: "3.0.0"
            id: undoable
            tasks:
              a: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}/a", content: x}}
              b: {needs: [a], action: file_operation, parameters: {operation: write, path: "${{ run.id }}/b", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
            """;

    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(Api.settings(home, TestDatabase.migratedUrl(), List.of(), List.of(), 1));
        api.save(GATE);
        api.save(CHILD);
        api.save(PARENT);
        api.save(UNDOABLE);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldLetOneMoreWaitAndSaySo() {
        // given
        String first = api.started("gate", "{}");
        await().until(() -> waits(first).path("kind").asText(), "approval"::equals);

        // when
        String second = api.started("gate", "{}");

        // then
        await().until(() -> waits(second).path("reason").asText(), reason -> reason.contains(first));
        assertThat(waits(second).path("kind").asText()).isEqualTo("lease");
        assertThat(waits(second).path("reason").asText()).contains("the platform");
        assertThat(api.get("/api/runs/" + second).json().path("status").asText())
                .isEqualTo("WAITING");
        assertThat(api.get("/api/health").json().path("queued_runs").asInt(-1)).isEqualTo(1);
        cancel(first);
        await().until(() -> waits(second).path("kind").asText(), "approval"::equals);
        await().until(() -> api.get("/api/health").json().path("queued_runs").asInt(-1), left -> left == 0);
        cancel(second);
    }

    @Test
    void shouldLetARunShareItsPlaceWithThoseThatItWaitsForAndNoOthers() {
        // when
        String parent = api.started("parent", "{}");

        // then
        JsonNode end = api.get("/api/runs/" + parent + "?wait=60s").json();
        assertThat(end.path("status").asText()).isEqualTo("COMPLETED");
        String beside = end.path("tasks").path("beside").path("run").asText();
        await().until(() -> waits(beside).path("kind").asText(), "approval"::equals);
        String next = api.started("child", "{}");
        await().until(() -> waits(next).path("reason").asText(), reason -> reason.contains(beside));
        cancel(beside);
        assertThat(api.get("/api/runs/" + next + "?wait=60s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("COMPLETED");
    }

    @Test
    void shouldLetARunThatIsOpenedOnceMoreWaitForItsPlace() {
        // given
        String ended = api.started("undoable", "{}");
        api.get("/api/runs/" + ended + "?wait=30s");
        String first = api.started("gate", "{}");
        await().until(() -> waits(first).path("kind").asText(), "approval"::equals);

        // when
        assertThat(api.post("/api/runs/" + ended + "/rollback", "{\"checkpoint\": \"a\"}")
                        .status())
                .isEqualTo(202);

        // then
        await().until(() -> waits(ended).path("reason").asText(), reason -> reason.contains(first));
        assertThat(api.get("/api/runs/" + ended).json().path("status").asText()).isEqualTo("ROLLING_BACK");
        assertThat(api.get("/api/runs/" + ended + "/tasks/b")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("COMPLETED");
        cancel(first);
        JsonNode end = api.get("/api/runs/" + ended + "?wait=60s").json();
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("COMPLETED");
        String next = api.started("child", "{}");
        assertThat(api.get("/api/runs/" + next + "?wait=60s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("COMPLETED");
    }

    private void cancel(String run) {
        assertThat(api.post("/api/runs/" + run + "/cancel", null).status()).isBetween(200, 299);
        api.get("/api/runs/" + run + "?wait=30s");
    }

    private JsonNode waits(String run) {
        return api.get("/api/runs/" + run).json().path("waiting_on").path(0);
    }
}
