package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that start runs, by the API, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChildRunsTest {
    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(Samples.hello("hello", "Hi"));
        api.save(Samples.gate("gate"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldShowParentAndChildEachAtTheOther() {
        // given
        api.save("""
                version: "3.0.0"
                id: parent
                policy: {priority: 2}
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: hello, inputs: {who: you}}}
                outputs: {said: "${{ tasks.below.output.text }}"}
                """);

        // when
        JsonNode run = ended(api.started("parent", "{}"));

        // then
        assertThat(run.path("outputs").path("said").asText()).isEqualTo("Hi you!");
        assertThat(run.path("priority").asInt()).isEqualTo(2);
        String child = run.path("tasks").path("below").path("run").asText();
        JsonNode below = api.get("/api/runs/" + child).json();
        assertThat(below.path("parent").path("run").asText())
                .isEqualTo(run.path("run").asText());
        assertThat(below.path("parent").path("task").asText()).isEqualTo("below");
        assertThat(below.path("started_by").asText()).isEqualTo("admin");
        assertThat(below.path("priority").asInt()).isEqualTo(2);
        Awaitility.await().untilAsserted(() -> {
            JsonNode items = api.get("/api/runs?parent=" + run.path("run").asText())
                    .json()
                    .path("items");
            assertThat(items).hasSize(1);
            assertThat(items.path(0).path("run").asText()).isEqualTo(child);
            assertThat(items.path(0).path("parent").asText())
                    .isEqualTo(run.path("run").asText());
        });
    }

    @Test
    void shouldStartTheRevisionThatWasTheNewestWhenTheParentStarted() {
        // given
        api.save(Samples.hello("greeting", "Before"));
        api.save("""
                version: "3.0.0"
                id: patient
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                  below: {needs: [ask], when: tasks.ask.output.decision == 'approved', action: workflow_trigger, parameters: {workflow: greeting}}
                outputs: {said: "${{ tasks.below.output.text }}"}
                """);
        String run = api.started("patient", "{}");

        // when
        assertThat(api.put("/api/workflows/greeting", Samples.hello("greeting", "After"))
                        .status())
                .isEqualTo(200);
        approve(run, "ask");

        // then
        assertThat(ended(run).path("outputs").path("said").asText()).isEqualTo("Before world!");
    }

    @Test
    void shouldFindADefinitionWhoseNameIsComputed() {
        // given
        api.save("""
                version: "3.0.0"
                id: computed
                inputs: {which: {type: string}}
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: "${{ inputs.which }}"}}
                """);

        // when
        JsonNode found = ended(api.started("computed", "{\"inputs\":{\"which\":\"hello\"}}"));
        JsonNode none = ended(api.started("computed", "{\"inputs\":{\"which\":\"nowhere\"}}"));

        // then
        assertThat(found.path("outputs").path("below").path("text").asText()).isEqualTo("Hi world!");
        assertThat(none.path("status").asText()).isEqualTo("FAILED");
        assertThat(none.path("error").path("code").asText()).isEqualTo("unknown_workflow");
    }

    @Test
    void shouldNotBeAnsweredByAServerThatCouldNotStart() {
        // given
        api.save("""
                version: "3.0.0"
                id: asked-often
                inputs: {which: {type: string}}
                tasks:
                  below:
                    for_each: {in: "${{ lists.range(20) }}"}
                    action: workflow_trigger
                    parameters: {workflow: "${{ inputs.which }}"}
                """);

        // when
        assertThatThrownBy(() -> ApiServer.start(Api.settings(Api.folder(), TestDatabase.migratedUrl(), api.uri())))
                .isInstanceOf(ApiStartException.class);

        // then: it knows no definition
        JsonNode run = ended(api.started("asked-often", "{\"inputs\":{\"which\":\"hello\"}}"));
        assertThat(run.path("status").asText()).as(() -> "" + run.path("error")).isEqualTo("COMPLETED");
    }

    @Test
    void shouldEndADefinitionThatStartsItselfForEver() {
        // given
        api.save("""
                version: "3.0.0"
                id: endless
                tasks: {again: {action: workflow_trigger, parameters: {workflow: endless}}}
                """);

        // when
        JsonNode run = ended(api.started("endless", "{}"));

        // then
        assertThat(run.path("status").asText()).isEqualTo("FAILED");
        assertThat(run.path("error").path("code").asText()).isEqualTo("too_deep");
    }

    @Test
    void shouldRefuseAStartWithAllThatIsMissingDownBelow() {
        // given
        api.save("""
                version: "3.0.0"
                id: needy-below
                tasks:
                  call: {action: agent_task, agent: nobody}
                  more: {action: workflow_trigger, parameters: {workflow: nowhere}}
                """);
        api.save("""
                version: "3.0.0"
                id: needy
                requires: [someone]
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: needy-below}}
                  old: {action: workflow_trigger, parameters: {workflow: hello, revision: 9}}
                """);

        // when
        Api.Answer refused = api.post("/api/workflows/needy/start", "{}");

        // then
        assertThat(refused.status()).isEqualTo(422);
        JsonNode missing = refused.json().path("missing");
        assertThat(missing.findValuesAsText("name"))
                .containsExactlyInAnyOrder("someone", "nobody", "nowhere", "hello@9");
        assertThat(missing.findValuesAsText("where"))
                .contains("requires", "needy-below: tasks/call/agent", "needy-below: tasks/more/parameters/workflow");
    }

    @Test
    void shouldTerminateTheRunsBelow() {
        // given
        api.save("""
                version: "3.0.0"
                id: ended-by-force
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: gate}}
                  beside: {action: workflow_trigger, parameters: {workflow: gate, wait: false}}
                """);
        String run = api.started("ended-by-force", "{}");
        String below = child(run, "below");
        String beside = child(run, "beside");

        // when
        assertThat(api.post("/api/runs/" + run + "/terminate", "{}").status()).isEqualTo(202);

        // then
        assertThat(ended(below).path("status").asText()).isEqualTo("TERMINATED");
        assertThat(api.get("/api/runs/" + beside).json().path("status").asText())
                .isIn("RUNNING", "WAITING");
        JsonNode task = api.get("/api/runs/" + run).json().path("tasks").path("below");
        assertThat(task.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(task.path("run").asText()).isEqualTo(below);
        api.post("/api/runs/" + beside + "/terminate", "{}");
    }

    @Test
    void shouldTellTheParentOfATerminatedRun() {
        // given
        api.save("""
                version: "3.0.0"
                id: told
                tasks: {below: {action: workflow_trigger, parameters: {workflow: gate}}}
                """);
        String run = api.started("told", "{}");

        // when
        api.post("/api/runs/" + child(run, "below") + "/terminate", "{}");

        // then
        assertThat(ended(run).path("error").path("code").asText()).isEqualTo("terminated");
    }

    private String child(String run, String task) {
        Awaitility.await().until(() -> !state(run, task).path("run").asText().isEmpty());
        String child = state(run, task).path("run").asText();
        Awaitility.await().until(() -> api.get("/api/runs/" + child).status() == 200);
        return child;
    }

    private JsonNode state(String run, String task) {
        return api.get("/api/runs/" + run).json().path("tasks").path(task);
    }

    private void approve(String run, String task) {
        Awaitility.await().until(() -> state(run, task).path("status").asText().equals("WAITING"));
        assertThat(api.post("/api/runs/" + run + "/approvals/" + task, "{\"decision\":\"approve\"}")
                        .status())
                .isEqualTo(200);
    }

    private JsonNode ended(String run) {
        return api.get("/api/runs/" + run + "?wait=60s").json();
    }
}
