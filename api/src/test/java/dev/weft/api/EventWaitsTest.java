package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.WeftRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Runs that wait for events, with a real worker, Temporal server and PostgreSQL, and two servers of the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class EventWaitsTest {
    private static final String ORDER = """
            version: "3.0.0"
            id: order
            inputs: {order: {type: integer}, first: {type: string, default: 1ms}}
            tasks:
              hold: {action: wait, parameters: {for: "${{ inputs.first }}"}}
              paid:
                needs: [hold]
                action: wait_for_event
                parameters: {type: order.paid, filter: event.data.order == inputs.order}
              then: {needs: [paid], action: wait, parameters: {for: "${{ inputs.first }}"}}
            outputs: {id: "${{ tasks.paid.output.id }}"}
            """;

    private Path home;
    private Api api;
    private Api other;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        api = Api.start(home);
        other = Api.start(Api.settings(home, api.settings().database().url(), List.of(), List.of()));
        worker = worker();
        api.save(ORDER);
    }

    private ApiWorker worker() throws IOException {
        return ApiWorker.start(home, PostgresEventSink.to(api.settings().database()));
    }

    @AfterAll
    void stop() {
        worker.close();
        other.close();
        api.close();
    }

    @Test
    void shouldTakeWhatCameSinceItsStartAndNothingFromBefore() {
        // given
        send("order.paid", "before", 1);
        String run = start(1, "3s");

        // when
        send("order.paid", "other", 2);
        send("order.paid", "since", 1);

        // then
        assertThat(ended(run).path("outputs").path("id").asText()).isEqualTo("since");
    }

    @Test
    void shouldTakeWhatComesWhileItWaitsAndSayWhatItWaitsFor() {
        // given
        String run = start(3, "1ms");
        JsonNode waiting = waiting(run).path("waiting_on").path(0);
        assertThat(waiting.path("kind").asText()).isEqualTo("event");
        assertThat(waiting.path("reason").asText()).isEqualTo("event order.paid");

        // when
        send("order.paid", "late", 3);

        // then
        assertThat(ended(run).path("outputs").path("id").asText()).isEqualTo("late");
        await().atMost(Duration.ofSeconds(30)).until(() -> noted(run) == 0);
    }

    @Test
    void shouldGiveItemsDifferentEvents() {
        // given
        int items = 25;
        api.save("""
                version: "3.0.0"
                id: items
                tasks:
                  each:
                    for_each: {in: "${{ [%s] }}", max_concurrent: 30}
                    action: wait_for_event
                    parameters: {type: page.written}
                  again: {action: wait_for_event, parameters: {type: page.written}}
                outputs: {ids: "${{ tasks.each.output.map(one, one.id) }}", again: "${{ tasks.again.output.id }}"}
                """.formatted("1, ".repeat(items - 1) + "1"));
        String run = api.started("items", "{}");

        // when some come before the items wait, and some after
        for (int i = 0; i < items; i++) {
            send("page.written", "page-" + i, i);
        }

        // then
        JsonNode outputs = ended(run).path("outputs");
        Set<String> ids = new TreeSet<>();
        outputs.path("ids").forEach(id -> ids.add(id.asText()));
        assertThat(ids).as(outputs.toString()).hasSize(items);
        assertThat(outputs.path("again").asText()).isEqualTo("page-0");
        long signals = api.settings().temporal().fetchHistory(run).getEvents().stream()
                .filter(event -> event.hasWorkflowExecutionSignaledEventAttributes())
                .count();
        assertThat(signals).isLessThan(4L * items);
    }

    /** Items 0 to 9 and 500 to 504 are done by two runs, each of which is told of every event. */
    @Test
    void shouldGiveItemsOfALongLoopDifferentEvents() {
        // given
        api.save("""
                version: "3.0.0"
                id: long-loop
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(505) }}"}
                    tasks:
                      page: {when: "item < 10 || item >= 500", action: wait_for_event, parameters: {type: page.read, filter: "event.data != 99"}}
                    outputs: {id: "${{ tasks.page.output == null ? '' : tasks.page.output.id }}"}
                outputs: {ids: "${{ tasks.each.output.map(one, one.id).filter(id, id != '') }}"}
                """);
        String run = api.started("long-loop", "{}");

        // when
        for (int i = 0; i < 14; i++) {
            send("page.read", "read-" + i, i);
        }
        send("page.read", "none", 99);
        await().atMost(Duration.ofSeconds(60)).until(() -> notedWhere("task = 'each.page'") == 1);
        api.settings()
                .temporal()
                .newWorkflowStub(WeftRun.class, run)
                .event(Map.of("type", "page.read", "id", "by-hand", "data", 14));

        // then
        JsonNode outputs = ended(run).path("outputs");
        Set<String> ids = new TreeSet<>();
        outputs.path("ids").forEach(id -> ids.add(id.asText()));
        assertThat(outputs.path("ids").size()).as(outputs.toString()).isEqualTo(15);
        assertThat(ids).as(outputs.toString()).hasSize(15).contains("by-hand", "read-0", "read-13");
    }

    @Test
    void shouldTakeTurnByTurnWhatIsThere() {
        // given
        api.save("""
                version: "3.0.0"
                id: turns
                tasks:
                  hold: {action: wait, parameters: {for: 2s}}
                  next:
                    needs: [hold]
                    repeat: {until: "tasks.next.output.data == 5", max: 10}
                    action: wait_for_event
                    parameters: {type: turn.due}
                outputs: {id: "${{ tasks.next.output.id }}"}
                """);
        String run = api.started("turns", "{}");

        // when
        for (int i = 0; i < 8; i++) {
            send("turn.due", "turn-" + i, i);
        }

        // then
        assertThat(ended(run).path("outputs").path("id").asText()).isEqualTo("turn-5");
    }

    @Test
    void shouldTakeTheEventAgainAfterARollback() {
        // given
        String run = start(4, "2s");
        send("order.paid", "once", 4);
        await().atMost(Duration.ofSeconds(30)).until(() -> status(run, "then"), "WAITING"::equals);

        // when
        Api.Answer answer = api.post("/api/runs/" + run + "/rollback", "{\"checkpoint\": \"hold\"}");

        // then
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        JsonNode end = ended(run);
        assertThat(end.path("outputs").path("id").asText()).as(end.toString()).isEqualTo("once");
    }

    @Test
    void shouldTakeWhatAPersonGivesByHand() {
        String run = start(5, "1ms");
        waiting(run);

        WeftRun stub = api.settings().temporal().newWorkflowStub(WeftRun.class, run);
        stub.event("paid");
        stub.event(Map.of("type", "order.paid", "data", Map.of("order", 6)));
        stub.event(Map.of("type", "order.paid", "id", "by-hand", "data", Map.of("order", 5)));

        JsonNode end = ended(run);
        assertThat(end.path("outputs").path("id").asText()).isEqualTo("by-hand");
        assertThat(end.path("ignored").toString())
                .contains("Expected an event {", "No task waits for an event of type 'order.paid' now");
    }

    @Test
    void shouldWaitForEventsOfRunsToo() {
        // given
        api.save("""
                version: "3.0.0"
                id: follower
                inputs: {run: {type: string}}
                tasks:
                  it:
                    action: wait_for_event
                    parameters: {type: workflow.completed, filter: event.data.run == inputs.run}
                outputs: {status: "${{ tasks.it.output.data.status }}"}
                """);
        String run = start(7, "1ms");
        String follower = api.started("follower", "{\"inputs\": {\"run\": \"" + run + "\"}}");
        waiting(follower);

        // when
        send("order.paid", "seven", 7);

        // then
        assertThat(ended(follower).path("outputs").path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void shouldForgetRunsThatAreGone() {
        // given a run that is ended by force, of which nothing is told before an event comes
        String run = start(8, "1ms");
        waiting(run);
        await().atMost(Duration.ofSeconds(30)).until(() -> noted(run) == 1);

        // when
        api.settings().temporal().newUntypedWorkflowStub(run).terminate("enough");
        send("order.paid", "eight", 8);

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> noted(run) == 0);
    }

    @Test
    void shouldFindTheEventThoughTheWorkerIsGoneMeanwhile() throws IOException {
        // given
        String run = start(9, "1ms");
        waiting(run);

        // when
        worker.close();
        send("order.paid", "nine", 9);
        worker = worker();

        // then
        assertThat(ended(run).path("outputs").path("id").asText()).isEqualTo("nine");
    }

    private String start(int order, String first) {
        return api.started("order", "{\"inputs\": {\"order\": %d, \"first\": \"%s\"}}".formatted(order, first));
    }

    private JsonNode waiting(String run) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state(run).path("status").asText(), "WAITING"::equals);
        return state(run);
    }

    private JsonNode state(String run) {
        return api.get("/api/runs/" + run).json();
    }

    private String status(String run, String task) {
        return state(run).path("tasks").path(task).path("status").asText();
    }

    private JsonNode ended(String run) {
        JsonNode end = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("COMPLETED");
        return end;
    }

    private void send(String type, String id, int data) {
        String value = type.startsWith("order") ? "{\"order\":" + data + "}" : Integer.toString(data);
        Api.Answer answer = api.post(
                "/api/events",
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"%s\",\"data\":%s}"
                        .formatted(id, type, value),
                "Content-Type",
                "application/cloudevents+json");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private int noted(String run) throws SQLException {
        return notedWhere("run = '" + run + "'");
    }

    private int notedWhere(String condition) throws SQLException {
        DataSource source = TestDatabase.of(api.settings().database().url());
        try (Connection connection = source.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from event_wait where " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
