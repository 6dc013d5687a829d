package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.TestDatabase;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs tell, on a real Temporal server, in a real PostgreSQL. */
class PublishedRunsTest {
    private static final String FLOW = """
            version: "3.0.0"
            id: told
            tasks:
              first:
                action: transform
                parameters: {value: 1}
              write:
                needs: [first]
                action: file_operation
                parameters: {operation: write, path: told.txt, content: x}
              lost:
                needs: [write]
                action: file_operation
                retry: {max_attempts: 2, delay: 10ms}
                parameters: {operation: read, path: missing.txt}
                on_failure: skip
              ask:
                needs: [write]
                action: approval_gate
                parameters: {title: Go on, approvers: [anyone]}
              last:
                needs: [ask]
                action: emit_event
                parameters: {type: told.done, data: {by: "${{ run.id }}"}, subject: it}
            """;

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;
    private static EventStore events;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.start(home, PostgresEventSink.to(api.settings().database()));
        DataSource source = TestDatabase.of(api.settings().database().url());
        events = new EventStore(new Database(source));
        api.post("/api/workflows", FLOW);
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldTellEachChangeOnceAndInOrder() throws Exception {
        // given
        String run =
                api.post("/api/workflows/told/start", "{}").json().path("run").asText();
        await(run, "approval.required");
        JsonNode waits = listed(run, "WAITING");
        assertThat(waits.path("waiting_for").path(0).asText()).isEqualTo("approval:ask");
        assertThat(waits.path("progress").asInt()).isEqualTo(50);

        // when
        api.post("/api/runs/" + run + "/approvals/ask", "{\"decision\": \"approve\"}");
        await(run, "workflow.completed");
        JsonNode ended = listed(run, "COMPLETED");
        assertThat(ended.path("progress").asInt()).isEqualTo(100);
        assertThat(ended.path("duration").asDouble()).isNotNegative();

        // then
        List<LoggedEvent> told = told(run);
        assertThat(told)
                .extracting(one -> (Integer) data(one).get("sequence"))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(data(told.getLast()).get("sequence")).isEqualTo(told.size());
        assertThat(told)
                .extracting(one -> one.event().type())
                .startsWith("workflow.started", "task.completed", "task.started")
                .contains("task.retrying", "task.skipped", "approval.decided")
                .endsWith("workflow.completed");
        Map<String, String> projection = new HashMap<>();
        told.stream()
                .filter(one -> one.event().subject() != null)
                .forEach(one -> projection.put(
                        one.event().subject(), String.valueOf(data(one).get("status"))));
        JsonNode tasks = api.get("/api/runs/" + run).json().path("tasks");
        projection.forEach((path, status) ->
                assertThat(tasks.path(path).path("status").asText()).as(path).isEqualTo(status));
        assertThat(projection).hasSize(5);
        LoggedEvent emitted =
                events.after(0, new EventFilter("told.done", null, null), 10).getFirst();
        assertThat(emitted.event().data()).isEqualTo(Map.of("by", run));
        assertThat(emitted.event().source()).isEqualTo("/workflows/told");
        assertThat(api.get("/api/runs/" + run + "/tasks/last")
                        .json()
                        .path("output")
                        .path("id")
                        .asText())
                .isEqualTo(emitted.event().id());
        try (InputStream followed = Followed.follow(api, "/api/runs/" + run + "/events", null)) {
            assertThat(Followed.lines(followed, "event: ", told.size()))
                    .containsExactlyElementsOf(told.stream()
                            .map(one -> "event: " + one.event().type())
                            .toList());
        }
    }

    @Test
    void shouldTellOfARunThatWasEndedByForce() {
        String run =
                api.post("/api/workflows/told/start", "{}").json().path("run").asText();
        await(run, "approval.required");

        api.post("/api/runs/" + run + "/terminate", null);

        await(run, "workflow.failed");
        assertThat(data(told(run).getLast()).get("status")).isEqualTo("TERMINATED");
    }

    private static List<LoggedEvent> told(String run) {
        return events.after(0, new EventFilter(null, null, run), 1_000);
    }

    private static void await(String run, String type) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        told(run).stream().anyMatch(one -> one.event().type().equals(type)));
    }

    private static Map<?, ?> data(LoggedEvent event) {
        return (Map<?, ?>) Objects.requireNonNull(event.event().data());
    }

    /** The run in the list of those of a status, once it is there. */
    private static JsonNode listed(String run, String status) {
        return Awaitility.await()
                .until(
                        () -> {
                            for (JsonNode item :
                                    api.get("/api/runs?status=" + status).json().path("items")) {
                                if (item.path("run").asText().equals(run)) {
                                    return item;
                                }
                            }
                            return null;
                        },
                        Objects::nonNull);
    }
}
