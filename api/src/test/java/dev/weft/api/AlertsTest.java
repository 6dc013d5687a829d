package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules find on a real platform. */
class AlertsTest {
    private static final String BADLY = """
            version: "3.0.0"
            id: badly
            tasks:
              one: {action: file_operation, parameters: {operation: read, path: none.txt}}
            """;

    @TempDir
    private Path home;

    @Test
    void shouldTellWhatIsWrongAndClearItOnceItIsNot() throws Exception {
        try (Api api = Api.start(home)) {
            // when no worker polls
            JsonNode unwell = alert(api, "platform", "workers");
            assertThat(unwell.path("data").path("severity").asText()).isEqualTo("critical");
            assertThat(unwell.path("data").path("summary").asText()).contains("Start one with «weft worker»");

            try (ApiWorker worker =
                    ApiWorker.start(home, PostgresEventSink.to(api.settings().database()))) {
                assertThat(worker).isNotNull();

                // and then one does, at which all runs of a definition fail
                api.save(BADLY);
                for (int i = 0; i < 5; i++) {
                    api.started("badly", "{\"inputs\":{}}");
                }

                // then
                JsonNode failing = alert(api, "error_rate", "badly");
                assertThat(failing.path("data").path("summary").asText())
                        .isEqualTo("5 of the last 5 runs of «badly» failed within an hour: 100 percent.");
                assertThat(failing.path("data").path("help").asText()).contains("weft debug badly");
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> found(api, "/api/alerts?kind=platform", "workers")
                                .isMissingNode());
                assertThat(found(api, "/api/alerts?kind=platform&status=all", "workers")
                                .path("status")
                                .asText())
                        .isEqualTo("cleared");
            }
        }
    }

    @Test
    void shouldTellOfATaskThatIsLateUntilItIsDone() throws Exception {
        try (Api api = Api.start(home);
                ApiWorker worker = ApiWorker.start(
                        home, PostgresEventSink.to(api.settings().database()))) {
            assertThat(worker).isNotNull();
            api.save("""
                    version: "3.0.0"
                    id: asks
                    tasks:
                      ask: {action: approval_gate, sla: 1s, parameters: {approvers: [anyone]}}
                    """);
            String run = api.started("asks", "{\"inputs\":{}}");

            JsonNode late = alert(api, "sla", run + "/ask");
            assertThat(late.path("data").path("summary").asText())
                    .startsWith("Task 'ask' of run " + run + " was to be done by ");
            JsonNode task = api.get("/api/runs/" + run + "/tasks/ask").json();
            assertThat(task.path("status").asText()).isEqualTo("WAITING");
            assertThat(task.path("late").isTextual()).isTrue();

            api.post("/api/runs/" + run + "/approvals/ask", "{\"decision\":\"approve\"}");
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            found(api, "/api/alerts?kind=sla", run + "/ask").isMissingNode());
        }
    }

    private static JsonNode alert(Api api, String kind, String subject) {
        String path = "/api/alerts?kind=" + kind;
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !found(api, path, subject).isMissingNode());
        return found(api, path, subject);
    }

    private static JsonNode found(Api api, String path, String subject) {
        for (JsonNode item : api.get(path).json().path("items")) {
            if (item.path("subject").asText().equals(subject)) {
                return item;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
