package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Definitions, from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowsTest {
    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldGiveTheSchemaOfTheLanguage() {
        // when
        Api.Answer schema = api.get("/api/schema");

        // then
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.json().path("$schema").asText()).endsWith("2020-12/schema");
        assertThat(schema.json().path("properties").path("tasks").isObject()).isTrue();
        assertThat(schema.body()).contains("approval_gate", "on_timeout");
    }

    @Test
    void shouldSaveAndShowADefinition() {
        // when
        Api.Answer created = api.post("/api/workflows", Samples.hello("hello", "Hi"));

        // then
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/workflows/hello");
        assertThat(created.json().path("revision").asInt()).isEqualTo(1);
        assertThat(created.json().path("definition").path("version").asText()).isEqualTo("3.0.0");
        assertThat(created.json().path("migrated").isArray()).isTrue();
        assertThat(created.json().path("problems").isArray()).isTrue();

        Api.Answer shown = api.get("/api/workflows/hello");
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag")).startsWith("\"1-");
        assertThat(shown.json().path("digest").asText()).hasSize(64);
        assertThat(api.get("/api/workflows/hello", "If-None-Match", shown.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(api.get("/api/workflows/hello", "Accept", Api.YAML).body()).isEqualTo(Samples.hello("hello", "Hi"));
    }

    @Test
    void shouldTakeJsonAsWellAsYaml() {
        // when
        Api.Answer created = api.post(
                "/api/workflows",
                "{\"version\":\"3.0.0\",\"id\":\"from-json\",\"tasks\":{\"a\":{\"action\":\"transform\",\"parameters\":{\"value\":1}}}}");

        // then
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(api.get("/api/workflows/from-json", "Accept", Api.YAML).status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAnIdThatExists() {
        // given
        api.post("/api/workflows", Samples.hello("twice", "Hi"));

        // when
        Api.Answer again = api.post("/api/workflows", Samples.hello("twice", "Ho"));

        // then
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Content-Type")).startsWith("application/problem+json");
        assertThat(again.json().path("code").asText()).isEqualTo("exists");
    }

    @Test
    void shouldReportEverythingThatIsWrong() {
        // given
        String broken = """
                version: "3.0.0"
                id: broken
                tasks:
                  a: {action: transfrom, parameters: {value: 1}}
                  b: {neds: [a], action: transform, parameters: {value: "${{ nothing }}"}}
                """;

        // when
        Api.Answer saved = api.post("/api/workflows?file=broken.yaml", broken);
        Api.Answer checked = api.post("/api/workflows/validate", broken);

        // then
        assertThat(saved.status()).isEqualTo(422);
        JsonNode problem = saved.json().path("problems").get(0);
        assertThat(problem.path("code").asText()).startsWith("WEFT-");
        assertThat(problem.path("file").asText()).isEqualTo("broken.yaml");
        assertThat(problem.path("line").asInt()).isEqualTo(4);
        assertThat(problem.path("column").asInt()).isPositive();
        assertThat(problem.path("severity").asText()).isEqualTo("error");
        assertThat(saved.json().path("problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.json().path("valid").asBoolean()).isFalse();
        assertThat(checked.json().path("problems").size())
                .isEqualTo(saved.json().path("problems").size());
        assertThat(api.get("/api/workflows/broken").status()).isEqualTo(404);
    }

    @Test
    void shouldKeepEveryRevision() {
        // given
        api.post("/api/workflows", Samples.hello("many", "one"));

        // when
        Api.Answer second = api.put("/api/workflows/many", Samples.hello("many", "two"));
        Api.Answer same = api.put("/api/workflows/many", Samples.hello("many", "two"));

        // then
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("revision").asInt()).isEqualTo(2);
        assertThat(same.json().path("revision").asInt()).isEqualTo(2);
        JsonNode page = api.get("/api/workflows/many/revisions?limit=1").json();
        assertThat(page.path("items").get(0).path("revision").asInt()).isEqualTo(2);
        JsonNode rest = api.get("/api/workflows/many/revisions?limit=1&cursor="
                        + page.path("next").asText())
                .json();
        assertThat(rest.path("items").get(0).path("revision").asInt()).isEqualTo(1);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(api.get("/api/workflows/many/revisions/1")
                        .json()
                        .path("source")
                        .asText())
                .contains("one");
        assertThat(api.get("/api/workflows/many/revisions/3").status()).isEqualTo(404);
        assertThat(api.get("/api/workflows/many/revisions/x").status()).isEqualTo(400);
    }

    @Test
    void shouldGuardAReplacementWithIfMatch() {
        // given
        String tag = api.post("/api/workflows", Samples.hello("guarded", "one")).header("ETag");

        // when
        Api.Answer first = api.put("/api/workflows/guarded", Samples.hello("guarded", "two"), "If-Match", tag);
        Api.Answer second = api.put("/api/workflows/guarded", Samples.hello("guarded", "three"), "If-Match", tag);

        // then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(api.put("/api/workflows/nobody", Samples.hello("nobody", "x"), "If-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(api.put("/api/workflows/other", Samples.hello("guarded", "x"))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("id_mismatch");
    }

    @Test
    void shouldNotLoseARevisionToARace() throws Exception {
        // given
        String tag = api.post("/api/workflows", Samples.hello("race", "0")).header("ETag");

        // when
        List<Integer> guarded =
                atOnce(i -> api.put("/api/workflows/race", Samples.hello("race", "g" + i), "If-Match", tag));
        List<Integer> free = atOnce(i -> api.put("/api/workflows/race", Samples.hello("race", "f" + i)));
        List<Integer> creations = atOnce(i -> api.post("/api/workflows", Samples.hello("raced", "c" + i)));

        // then
        assertThat(guarded).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(free).containsOnly(200);
        assertThat(api.get("/api/workflows/race/revisions").json().path("items"))
                .hasSize(2 + free.size());
        assertThat(creations).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void shouldCreateOnceForAnIdempotencyKey() throws Exception {
        // when
        List<Integer> statuses =
                atOnce(i -> api.post("/api/workflows", Samples.hello("once", "Hi"), "Idempotency-Key", "k"));

        // then
        assertThat(statuses).containsOnly(201);
        assertThat(api.post("/api/workflows", Samples.hello("once", "other"), "Idempotency-Key", "k")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("key_reused");
        assertThat(api.get("/api/workflows/once/revisions").json().path("items"))
                .hasSize(1);
    }

    @Test
    void shouldHideWhatIsDeletedAndKeepItsRevisions() {
        // given
        api.post("/api/workflows", Samples.hello("gone", "one"));

        // when
        int status = api.delete("/api/workflows/gone").status();

        // then
        assertThat(status).isEqualTo(204);
        assertThat(api.get("/api/workflows/gone").status()).isEqualTo(404);
        assertThat(api.delete("/api/workflows/gone").status()).isEqualTo(404);
        assertThat(api.post("/api/workflows/gone/start", "{}").status()).isEqualTo(404);
        assertThat(api.get("/api/workflows/gone/revisions/1").status()).isEqualTo(200);
        Api.Answer back = api.post("/api/workflows", Samples.hello("gone", "one"));
        assertThat(back.status()).isEqualTo(201);
        assertThat(back.json().path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void shouldListByPages() {
        // given
        for (String id : List.of("page-a", "page-b", "page-c")) {
            api.post("/api/workflows", Samples.hello(id, "Hi"));
        }

        // when
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/workflows?limit=2&cursor=" + cursor).json();
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        // then
        assertThat(ids)
                .contains("page-a", "page-b", "page-c")
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(api.get("/api/workflows?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/workflows?limit=201").status()).isEqualTo(400);
    }

    @Test
    void shouldShowTheGraph() {
        // given
        api.post("/api/workflows", Samples.gate("graph"));

        // when
        JsonNode graph = api.get("/api/workflows/graph/graph").json();

        // then
        assertThat(graph.path("order")).hasToString("[\"draft\",\"review\",\"publish\"]");
        assertThat(graph.path("levels")).hasToString("[[\"draft\"],[\"review\"],[\"publish\"]]");
        assertThat(graph.path("tasks").get(1))
                .hasToString("{\"id\":\"review\",\"level\":1,\"needs\":[\"draft\"],\"role\":\"task\","
                        + "\"work\":\"approval_gate\",\"critical\":true}");
        assertThat(graph.path("critical_path")).hasToString("[\"draft\",\"review\",\"publish\"]");
    }

    @Test
    void shouldSayWhatRevisionsDifferIn() {
        // given
        api.post("/api/workflows", Samples.hello("differs", "one"));
        api.put("/api/workflows/differs", Samples.hello("differs", "two"));

        // when
        JsonNode last = api.get("/api/workflows/differs/revisions/diff").json();
        JsonNode back =
                api.get("/api/workflows/differs/revisions/diff?from=2&to=1").json();
        JsonNode same = api.get("/api/workflows/differs/revisions/diff?from=2").json();

        // then
        assertThat(last.path("from").asInt()).isEqualTo(1);
        assertThat(last.path("to").asInt()).isEqualTo(2);
        assertThat(last.path("equal").asBoolean()).isFalse();
        assertThat(last.path("changes")).isNotEmpty();
        assertThat(last.path("takeover").path("possible").asBoolean()).isTrue();
        assertThat(back.path("changes")).hasSameSizeAs(last.path("changes"));
        assertThat(same.path("equal").asBoolean()).isTrue();
        assertThat(api.get("/api/workflows/differs/revisions/diff?from=9").status())
                .isEqualTo(404);
        assertThat(api.get("/api/workflows/differs/revisions/diff?to=x").status())
                .isEqualTo(400);
        assertThat(api.get("/api/workflows/nowhere/revisions/diff").status()).isEqualTo(404);
    }

    private static List<Integer> atOnce(java.util.function.IntFunction<Api.Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> request.apply(i).status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(calls)) {
                statuses.add(status.get());
            }
            return statuses;
        }
    }
}
