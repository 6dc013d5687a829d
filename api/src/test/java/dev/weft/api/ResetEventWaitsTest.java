package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ResetReapplyExcludeType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Runs that have taken an event, and that somebody resets in Temporal to where they waited for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ResetEventWaitsTest {
    private static final String ORDER = """
            version: "3.0.0"
            id: order
            tasks:
              paid: {action: wait_for_event, parameters: {type: order.paid}}
            outputs: {id: "${{ tasks.paid.output.id }}"}
            """;

    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        api = Api.start(home);
        worker = ApiWorker.start(home, PostgresEventSink.to(api.settings().database()));
        api.save(ORDER);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldTakeAgainWhatTemporalTellsItAgain() {
        String run = ended("told-again");

        reset(run, List.of());

        JsonNode end = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("COMPLETED");
        assertThat(end.path("outputs").path("id").asText()).isEqualTo("told-again");
    }

    @Test
    void shouldTakeItFromTheLogOnceItIsResumedWhereTemporalTellsItNothing() {
        String run = ended("not-told");

        reset(run, List.of(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state(run).path("waiting_on").path(0).path("kind").asText(), "event"::equals);
        assertThat(api.post("/api/runs/" + run + "/pause", null).status()).isEqualTo(202);
        assertThat(api.post("/api/runs/" + run + "/resume", null).status()).isEqualTo(202);

        JsonNode end = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("COMPLETED");
        assertThat(end.path("outputs").path("id").asText()).isEqualTo("not-told");
    }

    /** A run that has taken an event and ended with it. */
    private String ended(String event) {
        String run = api.started("order", "{}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state(run).path("status").asText(), "WAITING"::equals);
        // The wait is noted: a reset to after that finds no reason to note it again.
        await().atMost(Duration.ofSeconds(30)).until(() -> afterTheWaitIsNoted(run) > 0);
        Api.Answer sent = api.post(
                "/api/events",
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"order.paid\"}".formatted(event),
                "Content-Type",
                "application/cloudevents+json");
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        JsonNode end = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(end.path("outputs").path("id").asText()).as(end.toString()).isEqualTo(event);
        return run;
    }

    private JsonNode state(String run) {
        return api.get("/api/runs/" + run).json();
    }

    private void reset(String run, List<ResetReapplyExcludeType> without) {
        WorkflowClient client = api.settings().temporal();
        client.getWorkflowServiceStubs()
                .blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                        .setReason("by hand")
                        .setRequestId(UUID.randomUUID().toString())
                        .setWorkflowTaskFinishEventId(afterTheWaitIsNoted(run))
                        .addAllResetReapplyExcludeTypes(without)
                        .build());
    }

    /** The workflow task that was told that the wait is noted; 0 where none was. */
    private long afterTheWaitIsNoted(String run) {
        boolean noted = false;
        for (HistoryEvent event : api.settings().temporal().fetchHistory(run).getEvents()) {
            noted |= event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED;
            if (noted && event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                return event.getEventId();
            }
        }
        return 0;
    }
}
