package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person does with runs, under way and ended, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlledRunsTest {
    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(Samples.gate("gate"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldTellOfBlocksAndItemsAndTakeWhatAPersonSaysOfAFailedTask() {
        // given
        api.post("/api/workflows", """
                version: "3.0.0"
                id: steered
                tasks:
                  block:
                    for_each: {in: [x, y]}
                    tasks:
                      broken:
                        when: item == 'y'
                        on_failure: pause
                        action: fail
                        parameters: {code: broken, message: Not today}
                outputs: {all: "${{ tasks.block.output }}"}
                """);
        String run = api.started("steered", "{}");
        String broken = "/api/runs/" + run + "/tasks/block%5B1%5D.broken";
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);

        // when
        JsonNode waiting = api.get("/api/runs/" + run).json();
        int early = api.post("/api/runs/" + run + "/tasks/block/skip", null).status();
        Api.Answer completed = api.post(broken + "/complete", "{\"output\":{\"mended\":true}}");
        JsonNode ended = api.get("/api/runs/" + run + "?wait=30s").json();

        // then
        assertThat(waiting.path("waiting_on").path(0).path("kind").asText()).isEqualTo("person");
        assertThat(waiting.path("tasks").path("block.broken").path("status").asText())
                .as(waiting.toString())
                .isEqualTo("WAITING");
        assertThat(waiting.path("metrics").path("total_tasks").asInt()).isEqualTo(1);
        assertThat(early).isEqualTo(409);
        assertThat(completed.status()).as(completed.toString()).isEqualTo(202);
        assertThat(ended.path("outputs").path("all").toString())
                .as(ended.toString())
                .isEqualTo("[{},{\"broken\":{\"mended\":true}}]");
        assertThat(api.get(broken).json().path("output").path("mended").asBoolean())
                .isTrue();
        assertThat(api.get("/api/runs/" + run + "/tasks").json().path("items").size())
                .isEqualTo(6);
    }

    @Test
    void shouldStartAnEndedRunOnceMoreFromATask() throws Exception {
        // given
        api.post("/api/workflows", """
                version: "3.0.0"
                id: ended
                inputs: {good: {type: boolean}}
                tasks:
                  first: {action: transform, parameters: {value: 1}}
                  check: {action: condition_check, parameters: {condition: inputs.good, fail_if_false: true}}
                  after: {needs: [check], action: transform, parameters: {value: "${{ tasks.check.output }}"}}
                outputs: {after: "${{ tasks.after.output }}"}
                """);
        String run = api.started("ended", "{\"inputs\":{\"good\":false}}");
        JsonNode failed = api.get("/api/runs/" + run + "?wait=30s").json();
        String tasks = "/api/runs/" + run + "/tasks/";

        // when
        int well = api.post(tasks + "first/retry", null).status();
        int nowhere = api.post(tasks + "nowhere/retry", null).status();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> asked = List.of(
                    both.submit(() -> api.post(tasks + "check/complete", "{\"output\":{\"result\":true}}")),
                    both.submit(() -> api.post(tasks + "check/complete", "{\"output\":{\"result\":true}}")));
            for (Future<Api.Answer> one : asked) {
                answers.add(one.get().status());
            }
        }
        JsonNode ended = api.get("/api/runs/" + run + "?wait=30s").json();

        // then
        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("tasks").path("after").path("status").asText()).isEqualTo("SKIPPED");
        assertThat(well).isEqualTo(409);
        assertThat(nowhere).isEqualTo(404);
        assertThat(answers).containsExactlyInAnyOrder(202, 409);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.path("outputs").path("after").path("result").asBoolean())
                .isTrue();
        await().untilAsserted(() -> {
            JsonNode listed = api.get("/api/runs?workflow=ended").json().path("items");
            assertThat(listed).hasSize(1);
            assertThat(listed.path(0).path("status").asText()).isEqualTo("COMPLETED");
        });
    }

    @Test
    void shouldDoARunAgainButForWhatHolds() {
        // given
        api.post("/api/workflows", """
                version: "3.0.0"
                id: again
                inputs: {good: {type: boolean}, text: {type: string, default: hello}}
                tasks:
                  write: {action: file_operation, parameters: {operation: write, path: again.txt, content: "${{ inputs.text }}"}}
                  check: {needs: [write], action: condition_check, parameters: {condition: inputs.good, fail_if_false: true}}
                """);
        String run = api.started("again", "{\"inputs\":{\"good\":false}}");
        JsonNode failed = api.get("/api/runs/" + run + "?wait=30s").json();

        // when
        Api.Answer restarted = api.post("/api/runs/" + run + "/restart", "{\"inputs\":{\"good\":true}}");
        JsonNode ended = api.get(restarted.header("Location") + "?wait=30s").json();

        // then
        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(restarted.status()).as(restarted.toString()).isEqualTo(202);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.path("restarted_from").asText()).isEqualTo(run);
        assertThat(ended.path("tasks").path("write").path("ended_at"))
                .isEqualTo(failed.path("tasks").path("write").path("ended_at"));
        assertThat(api.post("/api/runs/" + run + "/restart", "{\"from\":\"nowhere\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/api/runs/" + api.started("gate", "{}") + "/restart", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void shouldPauseResumeAndCancel() {
        // given
        String run = api.started("gate", "{}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);

        // when, then
        Api.Answer paused = api.post("/api/runs/" + run + "/pause", null);
        assertThat(paused.status()).as(paused.toString()).isEqualTo(202);
        assertThat(paused.json().path("status").asText()).isEqualTo("PAUSED");
        assertThat(api.post("/api/runs/" + run + "/pause", null).status()).isEqualTo(409);
        assertThat(api.post("/api/runs/" + run + "/resume", null).status()).isEqualTo(202);
        assertThat(api.post("/api/runs/" + run + "/cancel", null).status()).isEqualTo(202);
        JsonNode ended = api.get("/api/runs/" + run + "?wait=30s").json();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("CANCELLED");
        Api.Answer late = api.post("/api/runs/" + run + "/cancel", null);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("state").asText()).isEqualTo("CANCELLED");
    }
}
