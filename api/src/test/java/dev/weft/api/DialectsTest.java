package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Documents of older versions and other dialects, and with several definitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectsTest {
    private static final String SEVERAL = """
            # Kept with each.
            workflows:
              %1$s:
                steps: [{id: a, agent: A}]
              %2$s:
                steps: [{id: a, agent: A}, {id: b, agent: B, depends_on: [a]}]
            """;

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
    void shouldSayWhatWasMigratedAndKeepTheText() {
        // given
        String old = """
                version: "2.0.0"
                name: Old report  # of long ago
                tasks:
                  read:
                    action: agent_task
                    agent_id: reader
                    timeout_seconds: 5
                  write:
                    action: agent_task
                    agent_id: writer
                    dependencies: [read]
                """;

        // when
        Api.Answer created = api.post("/api/workflows", old);

        // then
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.json().path("id").asText()).isEqualTo("old-report");
        assertThat(created.json().path("from").asText()).isEqualTo("2.0.0");
        assertThat(created.json().path("migrated")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(created.json().path("migrated").toString()).contains("agent_id", "dependencies");
        JsonNode definition = created.json().path("definition");
        assertThat(definition.path("version").asText()).isEqualTo("3.0.0");
        assertThat(definition.path("tasks").path("write").path("needs")).hasToString("[\"read\"]");
        assertThat(api.get("/api/workflows/old-report", "Accept", Api.YAML).body())
                .isEqualTo(old);
        assertThat(api.get("/api/workflows/old-report").json().path("from").asText())
                .isEqualTo("2.0.0");
        assertThat(api.get("/api/workflows/old-report/revisions/1")
                        .json()
                        .path("from")
                        .asText())
                .isEqualTo("2.0.0");
        assertThat(item("old-report").path("from").asText()).isEqualTo("2.0.0");
    }

    @Test
    void shouldMakeARevisionOfWhatIsRewrittenAlone() {
        // given
        String old = "version: \"1.0.0\"\nid: rewritten\nname: r\ntasks: {a: {action: agent_task, agent_id: x}}\n";
        String rewritten = "version: \"3.0.0\"\nid: rewritten\nname: r\ninputs: any\n"
                + "tasks: {a: {action: agent_task, agent: x}}  # now in 3.0.0\n";
        Api.Answer first = api.post("/api/workflows", old);

        // when
        Api.Answer second = api.put("/api/workflows/rewritten", rewritten);
        Api.Answer again = api.put("/api/workflows/rewritten", rewritten);
        Api.Answer back = api.put("/api/workflows/rewritten", old);

        // then
        assertThat(second.json().path("digest")).isEqualTo(first.json().path("digest"));
        assertThat(second.json().path("revision").asInt()).isEqualTo(2);
        assertThat(again.json().path("revision").asInt()).isEqualTo(2);
        assertThat(back.json().path("revision").asInt()).isEqualTo(2);
        assertThat(api.get("/api/workflows/rewritten", "Accept", Api.YAML).body())
                .isEqualTo(rewritten);
        assertThat(api.get("/api/workflows/rewritten").json().path("from").asText())
                .isEqualTo("3.0.0");
    }

    @Test
    void shouldSaveAllDefinitionsOfAFileOrNone() {
        // when
        Api.Answer both = api.post("/api/workflows", SEVERAL.formatted("one", "two"));
        Api.Answer half = api.post("/api/workflows", SEVERAL.formatted("two", "three"));
        Api.Answer taken = api.post("/api/workflows", SEVERAL.formatted("two", "one"));

        // then
        assertThat(both.status()).as(both.toString()).isEqualTo(201);
        assertThat(both.json().path("items")).hasSize(2);
        assertThat(both.json().path("items").get(0).path("id").asText()).isEqualTo("one");
        assertThat(both.json().path("items").get(1).path("from").asText()).isEqualTo("steps");
        assertThat(both.json().path("items").get(1).path("migrated")).isNotEmpty();
        assertThat(half.status()).isEqualTo(409);
        assertThat(half.json().path("ids")).hasToString("[\"two\"]");
        assertThat(api.get("/api/workflows/three").status()).isEqualTo(404);
        assertThat(taken.json().path("ids")).hasToString("[\"one\",\"two\"]");
        assertThat(taken.json().path("detail").asText()).contains("«one»", "«two»");
    }

    @Test
    void shouldRepeatTheAnswerForAllUnderAnIdempotencyKey() {
        // when
        String document = SEVERAL.formatted("key-one", "key-two");
        Api.Answer first = api.post("/api/workflows", document, "Idempotency-Key", "several");
        Api.Answer second = api.post("/api/workflows", document, "Idempotency-Key", "several");

        // then
        assertThat(second.status()).as(second.toString()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void shouldPutAllDefinitionsOfAFileButNotUnderOneId() {
        // given
        api.post("/api/workflows", SEVERAL.formatted("put-one", "put-two"));
        String changed = SEVERAL.formatted("put-one", "put-new").replace("agent: A}]", "agent: C}]");

        // when
        Api.Answer saved = api.put("/api/workflows", changed);
        Api.Answer single = api.put("/api/workflows/put-one", changed);

        // then
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        assertThat(saved.json().path("items").get(0).path("revision").asInt()).isEqualTo(2);
        assertThat(saved.json().path("items").get(1).path("revision").asInt()).isEqualTo(1);
        assertThat(single.status()).isEqualTo(422);
        assertThat(single.json().path("problems").toString()).contains("WEFT-1114");
        assertThat(api.put("/api/workflows", changed)
                        .json()
                        .path("items")
                        .get(0)
                        .path("revision"))
                .hasToString("2");
    }

    @Test
    void shouldTakeTheIdFromTheNameOfTheFileOrTheAddressAlone() {
        // given
        String nameless = "steps: [{factory: f, action: a}]\nfactories: [f]\n";

        // when
        Api.Answer unnamed = api.post("/api/workflows", nameless);
        Api.Answer named = api.post("/api/workflows?file=folder/from-file.yaml", nameless);
        Api.Answer addressed = api.put("/api/workflows/from-address", nameless);

        // then
        assertThat(unnamed.status()).isEqualTo(422);
        assertThat(unnamed.json().path("problems").toString()).contains("\\\"id\\\"");
        assertThat(named.json().path("id").asText()).as(named.toString()).isEqualTo("from-file");
        assertThat(addressed.status()).as(addressed.toString()).isEqualTo(201);
    }

    @Test
    void shouldReportTheProblemsOfAllDefinitionsOfAFile() {
        // given
        String broken = """
                workflows:
                  bad-one:
                    steps: [{id: a, agent: A, depends_on: [nothing]}]
                  good:
                    steps: [{id: a, agent: A}]
                  bad-two:
                    steps: [{id: a, agent: A, depends_on: [a]}]
                """;

        // when
        Api.Answer saved = api.post("/api/workflows", broken);
        JsonNode checked = api.post("/api/workflows/validate", broken).json();

        // then
        assertThat(saved.status()).isEqualTo(422);
        assertThat(saved.json().path("problems").findValues("line").toString()).contains("3", "7");
        assertThat(api.get("/api/workflows/good").status()).isEqualTo(404);
        assertThat(checked.path("valid").asBoolean()).isFalse();
        assertThat(checked.path("problems")).isEqualTo(saved.json().path("problems"));
        assertThat(checked.path("from").asText()).isEqualTo("steps");
    }

    @Test
    void shouldCheckWithoutSaving() {
        // when
        JsonNode several = api.post("/api/workflows/validate", SEVERAL.formatted("check-one", "check-two"))
                .json();
        JsonNode dag = api.post(
                        "/api/workflows/validate",
                        "{\"workflow_id\":\"d\",\"tasks\":{\"t\":{\"task_id\":\"t\",\"task_type\":\"x\",\"config\":{}}}}")
                .json();
        JsonNode none = api.post("/api/workflows/validate", "recipe: cake\n").json();

        // then
        assertThat(several.path("valid").asBoolean()).as(several.toString()).isTrue();
        assertThat(several.path("items").findValuesAsText("id")).containsExactly("check-one", "check-two");
        assertThat(several.path("items").get(0).path("migrated")).isNotEmpty();
        assertThat(dag.path("from").asText()).as(dag.toString()).isEqualTo("dag");
        assertThat(dag.path("items").get(0).path("id").asText()).isEqualTo("d");
        assertThat(none.path("valid").asBoolean()).isFalse();
        assertThat(none.has("from")).as(none.toString()).isFalse();
        assertThat(api.get("/api/workflows/check-one").status()).isEqualTo(404);
    }

    @Test
    void shouldWarnOfWorkflowsAndSecretsThatAreNotThere() {
        // given
        api.post("/api/workflows", """
                version: "3.0.0"
                id: callee
                inputs: {n: {type: integer}}
                tasks: {back: {action: workflow_trigger, parameters: {workflow: caller}}}
                """);

        // when
        JsonNode problems = api.post("/api/workflows", """
                version: "3.0.0"
                id: caller
                tasks:
                  unknown: {action: workflow_trigger, parameters: {workflow: caleee}}
                  inputs: {action: workflow_trigger, parameters: {workflow: callee, inputs: {n: many}}}
                  secret:
                    action: api_call
                    parameters: {url: "https://example.org", headers: {A: "${{ secrets.ABSENT }}", B: "${{ secrets.PRESENT }}"}}
                """).json().path("problems");

        // then
        assertThat(problems.findValuesAsText("severity")).containsOnly("warning");
        assertThat(problems.findValuesAsText("message"))
                .anyMatch(message -> message.contains("\"caleee\""))
                .anyMatch(message -> message.contains("caller → callee → caller"))
                .anyMatch(message -> message.contains("\"ABSENT\""))
                .noneMatch(message -> message.contains("PRESENT"));
        assertThat(problems.findValuesAsText("hint")).anyMatch(hint -> hint.contains("callee"));
        assertThat(problems.findValues("line").toString()).contains("4", "5", "8");
    }

    @Test
    void shouldLoadThemFromAFolder() throws IOException {
        // given
        Path home = Api.folder();
        Path folder = Files.createDirectories(home.resolve("definitions"));
        Files.writeString(folder.resolve("steps.yaml"), SEVERAL.formatted("folder-one", "folder-two"));
        Files.writeString(
                folder.resolve("dag.json"),
                "{\"workflow_id\":\"folder-dag\",\"tasks\":{\"t\":{\"task_id\":\"t\",\"task_type\":\"x\",\"config\":{}}}}");

        // when
        try (Api loaded = Api.start(Api.settings(home, TestDatabase.migratedUrl(), List.of(folder), List.of()))) {
            // then
            JsonNode items = loaded.get("/api/workflows").json().path("items");
            assertThat(items.findValuesAsText("id")).containsExactly("folder-dag", "folder-one", "folder-two");
            assertThat(items.findValuesAsText("from")).containsExactly("dag", "steps", "steps");
        }
    }

    private JsonNode item(String id) {
        for (JsonNode item : api.get("/api/workflows?limit=200").json().path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("Expected " + id + " in the list, but it isn't");
    }
}
