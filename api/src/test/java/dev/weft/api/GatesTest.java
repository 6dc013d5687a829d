package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Approval gates over the API, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatesTest {
    private static final String GATES = """
            version: "3.0.0"
            id: gates
            tasks:
              block:
                tasks:
                  ask:
                    action: approval_gate
                    parameters:
                      title: Spend it?
                      description: Of the budget of **this** year.
                      levels:
                        - {approvers: ["role:editor", "user:kim"], quorum: 2, timeout: 1d, on_timeout: escalate}
                        - {approvers: ["user:chief"], stand_in: true}
                        - {approvers: ["user:kim"]}
                      four_eyes: true
                      remind_every: 8h
                      inputs: {account: {type: string, minLength: 4}, limit: {type: integer, default: 10}}
                outputs: {inputs: "${{ tasks.ask.output.inputs }}"}
              reviews:
                needs: [block]
                for_each: {in: [a, b]}
                action: approval_gate
                parameters: {title: "Take ${{ item }}?", approvers: [anyone]}
            outputs: {inputs: "${{ tasks.block.output.inputs }}"}
            """;

    private Path home;
    private Api api;
    private ApiWorker worker;
    private String editor;
    private String kim;
    private String viewer;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        editor = api.token("erin", "\"approver\"", "\"editor\"");
        kim = api.token("kim", "\"viewer\"", "");
        viewer = api.token("vera", "\"viewer\"", "");
        api.save(GATES);
        api.save(Samples.gate("gate"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldKeepAKeyThatOnlyItsOwnerReads() throws IOException {
        Path key = home.resolve("decision-keys/0001.pem");

        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.list(home.resolve("decision-keys"))).hasSize(1);
    }

    @Test
    void shouldTakeDecisionsOfManyPeopleOnOneRunAtOnce() throws Exception {
        api.save("""
                version: "3.0.0"
                id: crowded
                tasks:
                  ask: {for_each: {in: "${{ lists.range(60) }}"}, action: approval_gate, parameters: {approvers: [anyone]}}
                """);
        String run = api.started("crowded", "{}");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        api.get("/api/runs/" + run).json().path("waiting_on").size() == 60);

        List<Callable<Integer>> decisions = IntStream.range(0, 60)
                .<Callable<Integer>>mapToObj(item -> () -> api.post(
                                "/api/runs/" + run + "/approvals/ask%5B" + item + "%5D", "{\"decision\": \"approve\"}")
                        .status())
                .toList();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(12)) {
            for (Future<Integer> decided : people.invokeAll(decisions)) {
                statuses.add(decided.get());
            }
        }

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void shouldTakeAGateThroughItsLevelsWithFieldsAndADelegate() {
        // given
        String run = waiting("gates");
        JsonNode asked = gate(run, viewer, "pending");
        assertThat(asked.path("title").asText()).isEqualTo("Spend it?");
        assertThat(asked.path("description").asText()).contains("this");
        assertThat(asked.path("levels")).hasSize(3);
        assertThat(asked.path("deadline").asText()).endsWith("Z");
        assertThat(asked.path("inputs").path("account").path("minLength").asInt())
                .isEqualTo(4);
        assertThat(asked.path("reminders").path("next").asText()).endsWith("Z");
        assertThat(asked.path("channels")).hasToString("[\"api\"]");
        assertThat(asked.path("may_decide").asBoolean()).isFalse();
        assertThat(gate(run, editor, "pending").path("may_decide").asBoolean()).isTrue();
        assertThat(asked.path("links").path("decide").asText()).endsWith("/approvals/block.ask");

        // when fields don't fit, or the delegate is a stranger's
        Api.Answer missing = decide(editor, run, "block.ask", "{\"decision\":\"approve\"}");
        Api.Answer wrong = decide(
                editor, run, "block.ask", "{\"decision\":\"approve\",\"inputs\":{\"account\":\"1\",\"limt\":3}}");
        Api.Answer stranger = api.as(viewer, "POST", route(run, "block.ask") + "/delegate", "{\"to\":\"erin\"}");
        Api.Answer nobody = api.as(kim, "POST", route(run, "block.ask") + "/delegate", "{}");
        Api.Answer starter = api.as(kim, "POST", route(run, "block.ask") + "/delegate", "{\"to\":\"admin\"}");

        // then
        assertThat(missing.status()).as(missing.toString()).isEqualTo(422);
        assertThat(missing.json().path("detail").asText()).contains("inputs.account: expected a value");
        assertThat(wrong.json().path("detail").asText())
                .contains("inputs.account: expected at least 4 characters", "Did you mean \"limit\"?");
        assertThat(stranger.status()).as(stranger.toString()).isEqualTo(403);
        assertThat(nobody.status()).as(nobody.toString()).isEqualTo(400);
        assertThat(starter.status()).as(starter.toString()).isEqualTo(403);

        // when kim's delegate and an editor approve, then kim at the last level
        Api.Answer named = api.as(kim, "POST", route(run, "block.ask") + "/delegate", "{\"to\":\"user:vera\"}");
        assertThat(named.status()).as(named.toString()).isEqualTo(200);
        assertThat(named.json().path("to").asText()).isEqualTo("vera");
        assertThat(gate(run, viewer, "pending").path("may_decide").asBoolean()).isTrue();
        ok(decide(viewer, run, "block.ask", "{\"decision\":\"approve\",\"inputs\":{\"account\":\"1234\"}}"));
        ok(decide(editor, run, "block.ask", "{\"decision\":\"approve\",\"inputs\":{\"limit\":20},\"level\":1}"));
        assertThat(decide(kim, run, "block.ask", "{\"decision\":\"approve\",\"level\":1}")
                        .status())
                .isEqualTo(409);
        ok(decide(kim, run, "block.ask", "{\"decision\":\"approve\",\"level\":3}"));

        // then each item is asked for itself
        await().until(() -> gates(run, viewer, "pending").size() == 2);
        ok(decide(viewer, run, "reviews[1]", "{\"decision\":\"approve\"}"));
        ok(decide(viewer, run, "reviews[0]", "{\"decision\":\"reject\"}"));
        JsonNode ended = api.get("/api/runs/" + run + "?wait=30s").json();
        assertThat(ended.path("outputs").path("inputs")).hasToString("{\"account\":\"1234\",\"limit\":20}");
        assertThat(gates(run, viewer, "decided"))
                .extracting(item -> item.path("outcome").asText())
                .containsExactly("approved", "rejected", "approved");
        assertThat(gates(run, editor, "decided&mine=true")).hasSize(1);
        assertThat(gates(run, editor, "all")).hasSize(3);
        JsonNode block = gates(run, viewer, "decided").getFirst();
        assertThat(block.path("levels").findValuesAsText("status"))
                .containsExactly("approved", "passed_over", "approved");
        assertThat(block.path("decisions").get(0).path("in_place_of").asText()).isEqualTo("kim");
        assertThat(api.get("/api/approvals?status=perhaps").status()).isEqualTo(400);

        // and what was said is answered the same, though the run has ended
        ok(decide(viewer, run, "reviews[1]", "{\"decision\":\"approve\"}"));
        Api.Answer other = decide(viewer, run, "reviews[1]", "{\"decision\":\"reject\"}");
        assertThat(other.status()).as(other.toString()).isEqualTo(409);
        assertThat(other.json().path("code").asText()).isEqualTo("run_ended");
    }

    @Test
    void shouldDecideARunOfAnotherClientAsFarAsItMay() {
        // given a run that knows no key
        String run = "gate-01JD0000000000000000000000";
        String definition =
                api.get("/api/workflows/gate").json().path("definition").toString();
        WorkflowStub stub = api.settings()
                .temporal()
                .newUntypedWorkflowStub(
                        WeftRun.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(run)
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .build());
        stub.start(Map.of("workflow", "gate", "revision", 1, "definition", definition, "startedBy", "someone"));
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);

        // when
        Api.Answer stranger = decide(viewer, run, "review", "{\"decision\":\"approve\"}");
        Api.Answer approver = decide(editor, run, "review", "{\"decision\":\"approve\"}");

        // then
        assertThat(stranger.status()).as(stranger.toString()).isEqualTo(403);
        ok(approver);
        assertThat(gates(run, viewer, "decided")
                        .getFirst()
                        .path("decisions")
                        .get(0)
                        .path("channel")
                        .asText())
                .isEqualTo("temporal");
    }

    @Test
    void shouldFindGatesThatNoViewOfTheRunHasRoomFor() {
        api.save("""
                version: "3.0.0"
                id: many-gates
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(450) }}"}
                    tasks:
                      ask: {action: approval_gate, parameters: {title: "Item ${{ item }}?", approvers: ["user:kim"]}}
                      t1: {needs: [ask], action: transform, parameters: {value: 1}}
                      t2: {needs: [ask], action: transform, parameters: {value: 1}}
                      t3: {needs: [ask], action: transform, parameters: {value: 1}}
                      t4: {needs: [ask], action: transform, parameters: {value: 1}}
                """);
        String operator = api.token("oscar", "\"operator\"", "");
        String run = api.started("many-gates", "{}");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(gates(run, kim, "pending")).hasSize(450));
        assertThat(gates(run, kim, "pending&mine=true"))
                .hasSize(450)
                .allMatch(gate -> gate.path("may_decide").asBoolean());
        for (String path : List.of("each[449].ask", "each[449]", "each", "each[0].ask")) {
            for (String command : List.of("complete", "skip")) {
                Api.Answer overridden = api.as(
                        operator, "POST", task(run, path) + "/" + command, "{\"output\":{\"decision\":\"approved\"}}");
                assertThat(overridden.status()).as(path + " " + command).isEqualTo(403);
            }
        }
        assertThat(api.as(operator, "POST", task(run, "each[449].t1") + "/skip", "{}")
                        .status())
                .isEqualTo(409);
        JsonNode last = api.as(viewer, "GET", task(run, "each[449].ask"), null).json();
        assertThat(last.path("status").asText()).isEqualTo("WAITING");
        assertThat(last.path("action").asText()).isEqualTo("approval_gate");
        assertThat(api.as(viewer, "GET", task(run, "each[450].ask"), null).status())
                .isEqualTo(404);
        ok(decide(kim, run, "each[449].ask", "{\"decision\":\"approve\"}"));
        assertThat(gates(run, kim, "decided")).hasSize(1);
        api.post("/api/runs/" + run + "/terminate", null);
    }

    private static String task(String run, String path) {
        return "/api/runs/" + run + "/tasks/" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    @Test
    void shouldSignWithTheNewestKeyThatARunKnows() throws IOException {
        // given a run from before a change of keys
        String before = waiting("gate");
        Path elsewhere = Api.folder();
        Path others = elsewhere.resolve("decision-keys");
        Files.createDirectories(others);
        Api.start(elsewhere).close();
        Files.move(others.resolve("0001.pem"), home.resolve("decision-keys/0002.pem"));
        try (Api restarted = Api.start(api.settings())) {
            String token = restarted.token("erin", "\"approver\"", "\"editor\"");
            String after = restarted
                    .post("/api/workflows/gate/start", "{}")
                    .json()
                    .path("run")
                    .asText();
            await().until(
                            () -> restarted
                                    .get("/api/runs/" + after)
                                    .json()
                                    .path("status")
                                    .asText(),
                            "WAITING"::equals);

            // when
            ok(restarted.as(token, "POST", route(before, "review"), "{\"decision\":\"approve\"}"));
            ok(restarted.as(token, "POST", route(after, "review"), "{\"decision\":\"approve\"}"));
        }

        // then
        for (JsonNode gate : List.of(
                gates(before, viewer, "decided").getFirst(),
                api.get("/api/approvals?status=decided").json().path("items").get(0))) {
            assertThat(gate.path("decisions").get(0).path("channel").asText()).isEqualTo("api");
        }
        Files.delete(home.resolve("decision-keys/0002.pem"));
    }

    private String waiting(String workflow) {
        String run = api.started(workflow, "{}");
        await().until(() -> gates(run, viewer, "pending").size() == 1);
        return run;
    }

    private JsonNode gate(String run, String token, String status) {
        return gates(run, token, status).getFirst();
    }

    private List<JsonNode> gates(String run, String token, String query) {
        JsonNode items = api.as(token, "GET", "/api/approvals?status=" + query, null)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("run").asText().equals(run))
                .toList();
    }

    private static String route(String run, String task) {
        return "/api/runs/" + run + "/approvals/" + URLEncoder.encode(task, StandardCharsets.UTF_8);
    }

    private Api.Answer decide(String token, String run, String task, String body) {
        return api.as(token, "POST", route(run, task), body);
    }

    private static void ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
