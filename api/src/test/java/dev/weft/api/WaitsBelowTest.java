package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is said of runs that do nothing but wait for runs below them, which wait for people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitsBelowTest {
    private static final String ASKS = """
            version: "3.0.0"
            id: asks-below
            tasks:
              review: {action: approval_gate, parameters: {approvers: ["user:admin"]}}
            """;
    private static final String CALLS = """
            version: "3.0.0"
            id: calls-%s
            tasks:
              part:
                tasks:
                  call: {action: workflow_trigger, parameters: {workflow: %s}}
            """;
    private static final String MANY = """
            version: "3.0.0"
            id: asks-many
            tasks:
              part:
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(501) }}"}
                    action: approval_gate
                    parameters: {approvers: ["user:admin"]}
            """;

    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(ASKS);
        api.save(CALLS.formatted("one", "asks-below"));
        api.save(CALLS.formatted("two", "calls-one"));
        api.save(MANY);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldNameTheGateOfAChildAndTheCommandThatDecidesIt() {
        String run = api.started("calls-one", "{}");
        JsonNode below = waitsBelow(run, 1);
        String child = below.path("runs").path(0).path("run").asText();

        JsonNode found = api.get("/api/runs/" + run + "/diagnosis").json();

        assertThat(below.path("works").asBoolean()).isFalse();
        JsonNode wait = below.path("waiting_on").path(0);
        assertThat(wait.path("run").asText()).isEqualTo(child);
        assertThat(wait.path("task").asText()).isEqualTo("review");
        assertThat(wait.path("under").asText()).isEqualTo("part.call");
        assertThat(found.path("summary").asText())
                .isEqualTo("It waits for runs that it has started: 'part.call' (" + child
                        + ", WAITING). They wait for 'review' of " + child + " (approval) approval by user:admin.");
        assertThat(commands(found)).startsWith("weft approve " + child + " review");
        assertThat(commands(found)).contains("weft debug " + child);
        api.post("/api/runs/" + child + "/approvals/review", "{\"decision\": \"approve\"}");
        JsonNode ended = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(ended.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(ended.has("below")).isFalse();
    }

    @Test
    void shouldNameTheGateOfAChildOfAChild() {
        String run = api.started("calls-two", "{}");

        JsonNode wait = waitsBelow(run, 1).path("waiting_on").path(0);

        assertThat(wait.path("task").asText()).isEqualTo("review");
        assertThat(wait.path("run").asText()).startsWith("asks-below-");
        assertThat(wait.path("under").asText()).isEqualTo("part.call");
        api.post("/api/runs/" + run + "/terminate", null);
    }

    @Test
    void shouldNameGatesOfALongLoopByTheirPathsInTheWhole() {
        String run = api.started("asks-many", "{}");

        JsonNode below = waitsBelow(run, 20);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> below(run).path("more").asInt() == 481);
        JsonNode found = api.get("/api/runs/" + run + "/diagnosis").json();

        assertThat(below.path("waiting_on").path(0).path("task").asText()).isEqualTo("part.each[0]");
        assertThat(below.path("waiting_on").path(0).path("run").asText()).isEqualTo(run);
        assertThat(found.path("summary").asText())
                .contains("They wait for 'part.each[0]' (approval) approval by user:admin; ", "; and 498 more.");
        assertThat(commands(found)).startsWith("weft approve " + run + " 'part.each[0]'");
        api.post("/api/runs/" + run + "/cancel", null);
    }

    private JsonNode waitsBelow(String run, int many) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> below(run).path("waiting_on").size() == many);
        return below(run);
    }

    private JsonNode below(String run) {
        return api.get("/api/runs/" + run).json().path("below");
    }

    private static List<String> commands(JsonNode found) {
        List<String> commands = new ArrayList<>();
        found.path("commands").forEach(one -> commands.add(one.path("command").asText()));
        return commands;
    }
}
