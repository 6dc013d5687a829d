package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsTest {
    private Api api;
    private ApiWorker worker;
    private String editor;
    private String viewer;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        editor = api.token("erin", "\"approver\"", "\"editor\"");
        viewer = api.token("vera", "\"viewer\"", "");
        api.save(Samples.hello("hello", "Hi"));
        api.save(Samples.gate("gate"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldRunADefinitionToItsEnd() {
        // when
        Api.Answer started = api.post(
                "/api/workflows/hello/start",
                "{\"inputs\":{\"who\":\"you\"},\"labels\":{\"case\":\"7\"},\"priority\":2}");

        // then
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        assertThat(started.json().path("run").asText()).matches("hello-[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(started.json().path("revision").asInt()).isEqualTo(1);
        JsonNode run = api.get(started.header("Location") + "?wait=30s").json();
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("COMPLETED");
        assertThat(run.path("outputs").path("text").asText()).isEqualTo("Hi you!");
        assertThat(run.path("progress").asInt()).isEqualTo(100);
        assertThat(run.path("inputs").path("who").asText()).isEqualTo("you");
        assertThat(run.path("labels").path("case").asText()).isEqualTo("7");
        assertThat(run.path("error").isNull()).isTrue();
        assertThat(run.path("ended_at").asText()).endsWith("Z");
        assertThat(run.path("tasks").path("shout").path("status").asText()).isEqualTo("COMPLETED");
        assertThat(run.path("metrics").path("completed_tasks").asInt()).isEqualTo(2);
        assertThat(run.path("metrics").path("total_duration").isNumber()).isTrue();
        assertThat(run.path("links").path("temporal_ui").asText())
                .matches(
                        "http://localhost:8233/namespaces/test-[0-9]+/workflows/hello-[0-9A-Z]+/[0-9a-f-]{36}/history");
        assertThat(run.has("stale")).isFalse();
    }

    @Test
    void shouldGiveTheOutputOfATask() {
        // given
        String run = api.started("hello", "{}");
        api.get("/api/runs/" + run + "?wait=30s");

        // when
        Api.Answer all = api.get("/api/runs/" + run + "/tasks");
        Api.Answer one = api.get("/api/runs/" + run + "/tasks/greet");

        // then
        assertThat(all.json().path("items")).hasSize(2);
        assertThat(all.json().path("items").get(0).path("path").asText()).isEqualTo("greet");
        assertThat(one.json().path("output").asText()).isEqualTo("Hi world");
        assertThat(api.get("/api/runs/" + run + "/tasks/nobody").status()).isEqualTo(404);
    }

    @Test
    void shouldAskAndHearAnApprover() {
        // given
        String run = api.started("gate", "{}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        JsonNode waiting = api.get("/api/runs/" + run).json().path("waiting_on").get(0);
        assertThat(waiting.path("task").asText()).isEqualTo("review");
        assertThat(waiting.path("kind").asText()).isEqualTo("approval");

        // when those who may not decide try
        String route = "/api/runs/" + run + "/approvals/review";
        Api.Answer stranger = api.as(viewer, "POST", route, "{\"decision\":\"approve\"}");
        Api.Answer admin = api.post(route, "{\"decision\":\"approve\"}");
        Api.Answer wordy =
                api.as(editor, "POST", route, "{\"decision\":\"approve\",\"comment\":\"" + "x".repeat(4001) + "\"}");
        Api.Answer nonsense = api.as(editor, "POST", route, "{\"decision\":\"perhaps\"}");
        Api.Answer filled = api.as(editor, "POST", route, "{\"decision\":\"approve\",\"inputs\":{\"amount\":3}}");
        Api.Answer elsewhere =
                api.as(editor, "POST", "/api/runs/" + run + "/approvals/draft", "{\"decision\":\"approve\"}");

        // then
        assertThat(stranger.status()).as(stranger.toString()).isEqualTo(403);
        assertThat(stranger.json().path("code").asText()).isEqualTo("not_approver");
        assertThat(admin.status()).isEqualTo(403);
        assertThat(wordy.status()).as(wordy.toString()).isEqualTo(422);
        assertThat(wordy.json().path("detail").asText()).contains("4000 characters");
        assertThat(nonsense.status()).as(nonsense.toString()).isEqualTo(422);
        assertThat(filled.status()).as(filled.toString()).isEqualTo(422);
        assertThat(elsewhere.status()).as(elsewhere.toString()).isEqualTo(404);
        await().untilAsserted(() -> {
            assertThat(gates(editor, "?status=pending&mine=true")).contains(run);
            assertThat(gates(viewer, "?status=pending&mine=true")).doesNotContain(run);
            assertThat(gates(viewer, "")).contains(run);
        });

        // when the approver decides
        Api.Answer decided = api.as(
                editor, "POST", route, "{\"decision\":\"approve\",\"comment\":\"fine\"}", "Idempotency-Key", "k1");

        // then
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        JsonNode ended = api.get("/api/runs/" + run + "?wait=30s").json();
        assertThat(ended.path("outputs").path("published").asText()).isEqualTo("published by erin");
        JsonNode decision = ended.path("tasks")
                .path("review")
                .path("gate")
                .path("decisions")
                .get(0);
        assertThat(decision.path("by").asText()).isEqualTo("erin");
        assertThat(decision.path("channel").asText()).isEqualTo("api");
        assertThat(api.as(editor, "POST", route, "{\"decision\":\"approve\"}").status())
                .isEqualTo(409);
    }

    @Test
    void shouldStartOnceForAKey() throws Exception {
        // when forty clients start with one key at once
        Set<String> runs = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> start = () -> {
                Api.Answer answer = api.post("/api/workflows/hello/start", "{\"key\":\"once\"}");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
                return answer.json().path("run").asText();
            };
            for (Future<String> future : threads.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> start).toList())) {
                runs.add(future.get());
            }
        }

        // then
        assertThat(runs).hasSize(1);
        String run = runs.iterator().next();
        api.get("/api/runs/" + run + "?wait=30s");
        Api.Answer later = api.post("/api/workflows/hello/start", "{}", "Idempotency-Key", "once");
        assertThat(later.json().path("run").asText()).isEqualTo(run);
        assertThat(later.json().path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void shouldRefuseAStartThatCantSucceed() {
        // given
        api.post("/api/workflows", """
                version: "3.0.0"
                id: lost
                tasks:
                  call: {action: agent_task, agent: nobody, parameters: {}}
                  find: {action: agent_task, capability: magic, parameters: {}}
                """);

        // when
        Api.Answer missing = api.post("/api/workflows/lost/start", "{}");
        Api.Answer inputs = api.post("/api/workflows/hello/start", "{\"inputs\":{\"who\":7,\"whom\":\"x\"}}");

        // then
        assertThat(missing.status()).as(missing.toString()).isEqualTo(422);
        assertThat(missing.json().path("code").asText()).isEqualTo("missing_agents");
        assertThat(missing.json().path("missing")).hasSize(2);
        assertThat(inputs.status()).isEqualTo(422);
        assertThat(inputs.json().path("problems")).hasSize(2);
        assertThat(api.post("/api/workflows/unknown/start", "{}").status()).isEqualTo(404);
        assertThat(api.post("/api/workflows/hello/start", "{\"revision\":9}").status())
                .isEqualTo(422);
        assertThat(api.post("/api/workflows/hello/start", "{\"priority\":9}").status())
                .isEqualTo(422);
    }

    @Test
    void shouldRefuseAKeyWithAnotherRequest() {
        // given
        Api.Answer first = api.post("/api/workflows/hello/start", "{\"key\":\"mine\",\"inputs\":{\"who\":\"a\"}}");
        assertThat(first.status()).isEqualTo(202);

        // when
        Api.Answer same = api.post("/api/workflows/hello/start", "{\"inputs\":{\"who\":\"a\"},\"key\":\"mine\"}");
        Api.Answer other = api.post("/api/workflows/hello/start", "{\"key\":\"mine\",\"inputs\":{\"who\":\"b\"}}");

        // then
        assertThat(same.json().path("run")).isEqualTo(first.json().path("run"));
        assertThat(other.status()).as(other.toString()).isEqualTo(422);
        assertThat(other.json().path("code").asText()).isEqualTo("key_reused");
        assertThat(other.json().path("run")).isEqualTo(first.json().path("run"));
    }

    @Test
    void shouldTellWhatIsKnownOfATerminatedRun() {
        // given
        String run = api.started("gate", "{}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);

        // when
        Api.Answer terminated = api.post("/api/runs/" + run + "/terminate", null);

        // then
        assertThat(terminated.status()).as(terminated.toString()).isEqualTo(202);
        assertThat(terminated.json().path("status").asText()).isEqualTo("TERMINATED");
        JsonNode body = api.get("/api/runs/" + run).json();
        assertThat(body.path("status").asText()).isEqualTo("TERMINATED");
        // Its history says all of it.
        assertThat(body.path("stale").asBoolean()).isFalse();
        assertThat(body.path("started_by").asText()).isEqualTo("admin");
        assertThat(body.path("error").path("message").asText()).isEqualTo("terminated by admin");
        assertThat(body.path("tasks")).hasSize(3);
        assertThat(body.path("tasks").path("draft").path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void shouldListRunsByWhatTheyAre() {
        // given
        String run = api.started("gate", "{\"labels\":{\"o'brien\":\"x\"}}".replace("o'brien", "case"));
        String other = api.started("hello", "{\"labels\":{\"case\":\"it's\"}}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);

        // then
        await().untilAsserted(() -> {
            assertThat(ids("?workflow=gate&status=waiting")).contains(run).doesNotContain(other);
            assertThat(ids("?label=case%3Dit%27s")).contains(other).doesNotContain(run);
            assertThat(ids("?status=COMPLETED")).contains(other).doesNotContain(run);
            assertThat(ids("?since=2020-01-01T00:00:00Z")).contains(run, other);
            assertThat(ids("?until=2020-01-01T00:00:00Z")).isEmpty();
        });
        JsonNode page = api.get("/api/runs?limit=1").json();
        assertThat(page.path("items")).hasSize(1);
        JsonNode next = api.get("/api/runs?limit=1&cursor=" + page.path("next").asText())
                .json();
        assertThat(next.path("items").get(0).path("run").asText())
                .isNotEqualTo(page.path("items").get(0).path("run").asText());
        assertThat(api.get("/api/runs?status=perhaps").status()).isEqualTo(400);
        assertThat(api.get("/api/runs?since=yesterday").status()).isEqualTo(400);
        assertThat(api.get("/api/runs?limit=1&cursor=%25%25").status()).isEqualTo(400);
        assertThat(api.get("/api/runs?limit=1&cursor=abcd").status()).isEqualTo(400);
        Api.Answer cursor = api.get("/api/runs?cursor=zzz");
        assertThat(cursor.status()).as(cursor.toString()).isEqualTo(400);
        assertThat(cursor.json().path("detail").asText()).contains("Expected a cursor from an earlier answer");
        assertThat(api.get("/api/runs?label=a%3Dq%22").status()).isEqualTo(400);
        assertThat(api.get("/api/runs?workflow=q%22%00").status()).isEqualTo(400);
        assertThat(api.get("/api/runs?label=a%3Dq%5C").status()).isEqualTo(200);
    }

    @Test
    void shouldFindTheLatestRunAtOnce() {
        // when
        String run = api.started("hello", "{}");

        // then
        assertThat(api.get("/api/workflows/hello/status").json().path("run").asText())
                .isEqualTo(run);
        Api.Answer unknown = api.get("/api/workflows/unknown/status");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("code").asText()).isEqualTo("not_found");
        api.post("/api/workflows", Samples.hello("fresh", "Hi"));
        Api.Answer fresh = api.get("/api/workflows/fresh/status");
        assertThat(fresh.status()).isEqualTo(404);
        assertThat(fresh.json().path("code").asText()).isEqualTo("no_run");
        assertThat(fresh.json().path("detail").asText()).doesNotContain("/api/");
    }

    @Test
    void shouldHoldTheAnswerNoLongerThanAsked() {
        // given
        String run = api.started("gate", "{}");

        // when
        long begin = System.nanoTime();
        Api.Answer answer = api.get("/api/runs/" + run + "?wait=1s");

        // then
        assertThat((System.nanoTime() - begin) / 1e9).isBetween(1.0, 5.0);
        assertThat(answer.json().path("status").asText()).isEqualTo("WAITING");
        assertThat(api.get("/api/runs/" + run + "?wait=soon").status()).isEqualTo(400);
    }

    @Test
    void shouldBeHealthyWithAWorker() {
        // when
        JsonNode health = api.get("/api/health").json();

        // then
        assertThat(health.path("score").asInt()).as(health.toString()).isGreaterThanOrEqualTo(70);
        assertThat(health.path("level").asText()).isEqualTo("healthy");
        assertThat(health.path("workers")).isNotEmpty();
        assertThat(health.path("checks")).hasSize(7);
    }

    private Set<String> ids(String query) {
        Set<String> ids = new HashSet<>();
        api.get("/api/runs" + query)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("run").asText()));
        return ids;
    }

    private Set<String> gates(String token, String query) {
        Set<String> ids = new HashSet<>();
        api.as(token, "GET", "/api/approvals" + query, null)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("run").asText()));
        return ids;
    }
}
