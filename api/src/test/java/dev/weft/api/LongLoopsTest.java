package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Items that runs of their own do, asked for and steered by the paths that they have in the run with the loop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongLoopsTest {
    private static final String LOOP = """
            version: "3.0.0"
            id: long-loop
            tasks:
              part:
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(503) }}"}
                    tasks:
                      work: {when: "item == 500", action: fail, parameters: {code: broken, message: It broke.}, on_failure: pause}
                      ask: {when: "item > 500", action: approval_gate, parameters: {approvers: ["user:admin"], channels: [api]}}
                    outputs: {done: "${{ tasks.work.output }}", decided: "${{ tasks.ask.output == null ? '' : tasks.ask.output.decision }}"}
            outputs:
              done: "${{ tasks.part.output.each[500].done }}"
              decided: "${{ tasks.part.output.each.map(one, one.decided).filter(one, one != '') }}"
            """;

    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldShowSteerAndDecideItemsOfSlices() {
        // given
        api.save(LOOP);
        String run = api.started("long-loop", "{}");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> task(run, "part.each[502].ask").path("status").asText(), "WAITING"::equals);

        // when
        List<String> paths = new ArrayList<>();
        api.get("/api/runs/" + run + "/tasks")
                .json()
                .path("items")
                .forEach(one -> paths.add(one.path("path").asText()));
        Api.Answer approved = api.post(approval(run, "part.each[501].ask"), "{\"decision\": \"approve\"}");
        await().until(
                        () -> shown(run)
                                .path("tasks")
                                .path("part.each")
                                .path("reason")
                                .asText(),
                        "501 of 503 items have ended, 0 of them failed"::equals);
        JsonNode underWay = shown(run);
        Api.Answer again = api.post(approval(run, "part.each[501].ask"), "{\"decision\": \"reject\"}");
        Api.Answer rejected = api.post(approval(run, "part.each[502].ask"), "{\"decision\": \"reject\"}");
        Api.Answer wrong = api.post(steer(run, "part.each[501].work", "retry"), null);
        Api.Answer retried = api.post(steer(run, "part.each[500].work", "retry"), null);
        await().until(() -> task(run, "part.each[500].work").path("status").asText(), "WAITING"::equals);
        Api.Answer completed =
                api.post(steer(run, "part.each[500].work", "complete"), "{\"output\": {\"by\": \"hand\"}}");

        // then
        assertThat(underWay.path("progress").asInt()).isBetween(95, 99);
        assertThat(underWay.path("tasks").path("part.each.work").path("items").toString())
                .isEqualTo("{\"ended\":502,\"failed\":0,\"all\":503}");
        assertThat(paths).contains("part.each[500-502]", "part.each[0].work", "part.each[499]", "part.each[502].ask");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        assertThat(approved.json().path("run").asText()).isEqualTo(run);
        assertThat(approved.json().path("task").asText()).isEqualTo("part.each[501].ask");
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(rejected.status()).as(rejected.toString()).isEqualTo(200);
        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(409);
        assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
        assertThat(completed.status()).as(completed.toString()).isEqualTo(202);
        JsonNode ended = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(ended.path("outputs").toString())
                .isEqualTo("{\"done\":{\"by\":\"hand\"},\"decided\":[\"approved\",\"rejected\"]}");
        assertThat(task(run, "part.each[500].work").path("output").toString()).isEqualTo("{\"by\":\"hand\"}");
        assertThat(api.get(address(run, "part.each[777].work")).status()).isEqualTo(404);
    }

    private JsonNode shown(String run) {
        return api.get("/api/runs/" + run).json();
    }

    private JsonNode task(String run, String path) {
        return api.get(address(run, path)).json();
    }

    private static String address(String run, String path) {
        return "/api/runs/" + run + "/tasks/" + encode(path);
    }

    private static String steer(String run, String path, String command) {
        return "/api/runs/" + run + "/tasks/" + encode(path) + "/" + command;
    }

    private static String approval(String run, String path) {
        return "/api/runs/" + run + "/approvals/" + encode(path);
    }

    private static String encode(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
