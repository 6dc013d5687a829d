package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.api.event.PostgresEventSink;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of runs that have ended, and items that other runs did, done again over REST; and how that counts in analytics. */
class RetriedItemsTest {
    private static final String LOOP = """
            version: "3.0.0"
            id: %s
            tasks:
              each:
                for_each: {in: "${{ lists.range(%d) }}"}
                tasks:
                  read: {when: "item in [1, %d]", action: file_operation, parameters: {operation: read, path: "%s-${{ item }}.txt"}}
                outputs: {content: "${{ tasks.read.output == null ? '' : tasks.read.output.content }}"}
              after: {needs: [each], action: transform, parameters: {value: 1}}
            outputs: {read: "${{ tasks.each.output.map(one, one == null ? 'none' : one.content).filter(one, one != '') }}"}
            """;

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.start(home, PostgresEventSink.to(api.settings().database()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldDoOnlyTheItemsAgainThatAreNamedAndCountNothingTwice() throws Exception {
        // A loop in slices, then one that the run does itself: to those who ask there is no difference.
        for (int items : new int[] {502, 3}) {
            String id = "retried-" + items;
            int last = items - 1;
            api.save(LOOP.formatted(id, items, last, id));
            String run = api.started(id, "{\"inputs\":{}}");
            assertThat(ended(run).path("status").asText()).isEqualTo("FAILED");
            // Those that do slices are runs, too.
            int runs = items == 502 ? 3 : 1;
            awaitFigures(id, 2, runs);

            write(id + "-" + last + ".txt");
            Api.Answer retried = api.post(address(run, "each[%d].read".formatted(last)) + "/retry", null);
            assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
            JsonNode one = ended(run);
            assertThat(one.path("status").asText()).isEqualTo("FAILED");
            assertThat(one.path("error").path("message").asText()).contains("1 of %d items failed".formatted(items));
            Api.Answer again = api.post(address(run, "each[%d].read".formatted(last)) + "/retry", null);
            assertThat(again.status()).as(again.toString()).isEqualTo(409);
            assertThat(again.body()).contains("COMPLETED");
            write(id + "-1.txt");
            assertThat(api.post(address(run, "each[1]") + "/retry", null).status())
                    .isEqualTo(202);

            JsonNode end = ended(run);
            assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("COMPLETED");
            assertThat(end.path("outputs").toString()).isEqualTo("{\"read\":[\"x\",\"x\"]}");
            // What stands was told anew with each going, and counts no more for that.
            awaitFigures(id, 2, runs);
            JsonNode read = figures(id, "each.read");
            assertThat(read.path("completed").asInt()).as(read.toString()).isEqualTo(2);
            assertThat(figures(id, "after").path("completed").asInt()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatTheRunOfAnItemIsForgotten() throws Exception {
        api.save(LOOP.formatted("forgotten", 502, 501, "forgotten"));
        String run = api.started("forgotten", "{\"inputs\":{}}");
        ended(run);
        String below = api.get(address(run, "each[500-501]")).json().path("run").asText();
        WorkflowClient client = Api.temporal(home);
        client.getWorkflowServiceStubs()
                .blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(below))
                        .build());
        await().atMost(Duration.ofMinutes(2))
                .until(() -> api.get("/api/runs/" + below).status() != 200);

        for (String path : new String[] {"each[501].read", "each[500-501]"}) {
            Api.Answer answer = api.post(address(run, path) + "/retry", null);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.json().path("code").asText()).isEqualTo("run_forgotten");
            assertThat(answer.body()).contains("Retry the loop as a whole");
        }
        assertThat(ended(run).path("status").asText()).isEqualTo("FAILED");
    }

    private static JsonNode ended(String run) {
        return api.get("/api/runs/" + run + "?wait=60s").json();
    }

    private static void awaitFigures(String workflow, int failed, int started) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode all = api.get("/api/analytics?workflow=" + workflow).json();
            assertThat(all.path("behind").asLong()).isZero();
            assertThat(figures(workflow, "each.read").path("failed").asInt())
                    .as(all.toString())
                    .isEqualTo(failed);
            assertThat(all.path("runs").path("started").asInt()).isEqualTo(started);
        });
    }

    private static JsonNode figures(String workflow, String task) {
        for (JsonNode item :
                api.get("/api/analytics?by=task&workflow=" + workflow).json().path("items")) {
            if (item.path("task").asText().equals(task)) {
                return item.path("figures");
            }
        }
        return MissingNode.getInstance();
    }

    private static void write(String file) throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("workspace")).resolve(file), "x");
    }

    private static String address(String run, String path) {
        return "/api/runs/" + run + "/tasks/" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
