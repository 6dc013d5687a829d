package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Blobs of runs that Temporal has let go of, deleted by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrunedBlobsTest {
    private static final int SIZE = 100_000;

    private static final String DEFINITION = """
            version: "3.0.0"
            id: large
            inputs: {text: {type: string}}
            tasks:
              list: {action: transform, parameters: {value: ["${{ inputs.text }}", "${{ inputs.text + '!' }}"]}}
              ask: {needs: [list], action: approval_gate, parameters: {approvers: [anyone]}}
            outputs: {list: "${{ tasks.list.output }}"}
            """;

    private Path home;
    private Api api;
    private LargeApi both;

    @BeforeAll
    void start() throws IOException {
        both = LargeApi.start(DEFINITION);
        home = both.home();
        api = both.api();
    }

    @AfterAll
    void stop() {
        both.close();
    }

    @Tag("long")
    @Test
    void shouldDeleteWhatOnlyRunsNamedThatAreGone() throws IOException {
        String gone = waiting("g");
        List<Path> ofGone = blobs();
        String kept = waiting("k");
        api.post("/api/runs/" + gone + "/cancel", null);
        api.get("/api/runs/" + gone + "?wait=30s");
        forget(gone);
        age();
        List<Path> all = blobs();

        JsonNode counted = api.post("/api/blobs/prune", "{\"dry_run\": true}").json();
        assertThat(blobs()).containsExactlyInAnyOrderElementsOf(all);
        Api.Answer answer = api.post("/api/blobs/prune", "{\"older_than\": \"7d\"}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode pruned = answer.json();
        assertThat(pruned.path("deleted").asInt()).as(pruned.toString()).isEqualTo(ofGone.size());
        assertThat(counted.path("deleted")).isEqualTo(pruned.path("deleted"));
        assertThat(counted.path("bytes")).isEqualTo(pruned.path("bytes"));
        assertThat(pruned.path("named").asInt()).isEqualTo(all.size() - ofGone.size());
        assertThat(blobs()).hasSize(all.size() - ofGone.size()).doesNotContainAnyElementsOf(ofGone);
        // The run that is there goes on with what it named.
        api.post("/api/runs/" + kept + "/approvals/ask", "{\"decision\": \"approved\"}");
        assertThat(api.get("/api/runs/" + kept + "?wait=30s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("COMPLETED");
        assertThat(api.get("/api/runs/" + kept + "/outputs")
                        .json()
                        .path("list")
                        .path(1)
                        .asText())
                .isEqualTo("k".repeat(SIZE) + "!");
        // What is young stays, whatever names it.
        forget(kept);
        assertThat(api.post("/api/blobs/prune", "{\"older_than\": \"long\"}").status())
                .isEqualTo(422);
        assertThat(api.post("/api/blobs/prune", "{\"older_than\": \"1m\"}").status())
                .isEqualTo(422);
        for (Path blob : blobs()) {
            Files.setLastModifiedTime(blob, FileTime.from(Instant.now()));
        }
        assertThat(api.post("/api/blobs/prune", "{}").json().path("young").asInt())
                .isEqualTo(blobs().size());
    }

    private String waiting(String letter) {
        String run = api.started("large", "{\"inputs\":{\"text\":\"" + letter.repeat(SIZE) + "\"}}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        return run;
    }

    /** As Temporal does once the retention is over. */
    private void forget(String run) {
        WorkflowClient client = api.settings().temporal();
        client.getWorkflowServiceStubs()
                .blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                        .build());
        await().atMost(Duration.ofSeconds(60)).until(() -> isForgotten(client, run));
    }

    private static boolean isForgotten(WorkflowClient client, String run) {
        try {
            client.newUntypedWorkflowStub(run).describe();
            return false;
        } catch (WorkflowNotFoundException e) {
            return true;
        }
    }

    private void age() throws IOException {
        for (Path blob : blobs()) {
            Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        }
    }

    private List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
