package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Breaks what is kept in several places, in PostgreSQL and Temporal, and has it found and repaired. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DoctorTest {
    private static final String ASKS = """
            version: "3.0.0"
            id: asks
            inputs: {text: {type: string, default: x}}
            policy: {concurrency: {key: "one-${{ inputs.text }}", limit: 5}}
            tasks:
              list: {action: transform, parameters: {value: ["${{ inputs.text }}", "${{ inputs.text + '!' }}"]}}
              write: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}.txt", content: x}}
              ask: {needs: [list, write], action: approval_gate, parameters: {approvers: [anyone]}}
            outputs: {list: "${{ tasks.list.output }}"}
            """;

    private static final String REGULARLY = """
            version: "3.0.0"
            id: regularly
            triggers:
              %s: {schedule: {cron: "0 3 1 1 *"}}
              often: {schedule: {cron: "30 2 1 * *"}}
            tasks:
              say: {action: transform, parameters: {value: 1}}
            """;

    /** Alerts come and go by themselves. */
    private static final String RUNS_EVENTS = "select count(*) from event where run is not null";

    private final Random random = new Random(7);
    private Path home;
    private Api api;
    private ApiWorker worker;
    private LargeValueStore large;
    private DataSource source;
    private ScheduleClient schedules;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        large = new LargeValueStore(BlobStores.open(home, Map.of()));
        api = Api.start(Api.settings(home, TestDatabase.migratedUrl(), large));
        worker = ApiWorker.telling(home, PostgresEventSink.to(api.settings().database()), large);
        source = TestDatabase.of(api.settings().database().url());
        WorkflowClient client = api.settings().temporal();
        schedules = ScheduleClient.newInstance(
                client.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .build());
        api.save(Samples.hello("hello", "Hello"));
        api.save(ASKS);
        api.save(REGULARLY.formatted("yearly"));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
        large.blobs().close();
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() throws IOException {
        // An agent whose fields PostgreSQL keeps in another order.
        api.post("/api/agents", Files.readString(Path.of("../definitions/catalog/agents/table_checker.yaml")));
        assertThat(api.get("/api/agents/table_checker").status()).isEqualTo(200);
        finished("hello");
        waiting("x");

        JsonNode report = api.get("/api/doctor?deep=true").json();

        assertThat(report.path("findings")).as(report.toString()).isEmpty();
        assertThat(report.path("healthy").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("checks")).hasSize(9);
        for (JsonNode check : report.path("checks")) {
            assertThat(check.path("status").asText()).as(check.toString()).isEqualTo("ok");
        }
        JsonNode shallow = api.get("/api/doctor").json();
        assertThat(shallow.path("healthy").asBoolean()).isTrue();
        assertThat(check(shallow, "blobs").path("status").asText()).isEqualTo("skipped");
    }

    @Test
    void shouldHaveWhatTheLogLacksOfRunsReadFromTheirHistories() {
        // given runs of which the log has lost all, the end, something in the middle
        String all = finished("hello");
        String end = finished("hello");
        String middle = waiting("x");
        String open = waiting("x");
        List<List<String>> told =
                Stream.of(all, end, middle, open).map(this::told).toList();
        sql("delete from event where run = '" + all + "'");
        sql("delete from event where run = '" + end + "' and type = 'workflow.completed'");
        sql("delete from event where run = '" + middle + "' and sequence in (2, 3)");
        sql("delete from event where run = '" + open + "' and sequence > 2");

        // when
        JsonNode found = api.get("/api/doctor").json();
        JsonNode repaired = repaired();

        // then
        assertThat(subjects(found, "events")).as(found.toString()).containsExactlyInAnyOrder(all, end, middle, open);
        assertThat(found.path("healthy").asBoolean()).isFalse();
        assertThat(check(repaired, "events").path("status").asText())
                .as(repaired.toString())
                .isEqualTo("repaired");
        assertThat(Stream.of(all, end, middle, open).map(this::told).toList()).isEqualTo(told);
        assertWell();
        assertThat(status(middle)).isEqualTo("WAITING");
        // and what comes to the log late doesn't say that a run goes on
        assertThat(query("select status from run_seen where run = '" + all + "'"))
                .containsExactly("COMPLETED");
        approve(open);
        assertThat(ended(open)).isEqualTo("COMPLETED");
        assertWell();
    }

    @Test
    void shouldTellTheEndOfRunsThatTemporalDoesNotKnow() {
        // given one that it never knew, and one that it has let go of, whose end was never told
        String ghost = "hello-01J8XQ5Z6Y7A8B9C0D1E2F3G4H";
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        new EventStore(new Database(source))
                .put(
                        List.of(new FactBatch(
                                ghost,
                                "x",
                                "hello",
                                1,
                                1,
                                List.of(new Fact(
                                        1, at, FactType.WORKFLOW_STARTED, null, Map.of("status", "RUNNING"))))),
                        true);
        String forgotten = finished("hello");
        forget(forgotten);
        sql("delete from event where run = '" + forgotten + "' and type = 'workflow.completed'");
        awaitCounted();

        // when
        JsonNode found = api.get("/api/doctor").json();
        JsonNode repaired = repaired();

        // then
        assertThat(subjects(found, "runs")).as(found.toString()).containsExactlyInAnyOrder(ghost, forgotten);
        assertThat(check(repaired, "runs").path("status").asText())
                .as(repaired.toString())
                .isEqualTo("repaired");
        assertThat(query("select status || ' ' || error || ' ' || ended_at from run_seen where run = '" + ghost + "'"))
                .singleElement()
                .asString()
                .startsWith("TERMINATED run_forgotten 2026-03-01 1");
        assertThat(told(forgotten)).last().asString().startsWith("workflow.failed");
        assertWell();
    }

    @Test
    void shouldCountAnewWhatWasCountedOtherwise() {
        finished("hello");
        awaitCounted();
        JsonNode right = api.get("/api/analytics").json().path("runs");
        sql("update measure set completed = completed + 7 where workflow = 'hello' and kind = 'run'");
        sql("update measure_duration set count = count + 1 where workflow = 'hello' and kind = 'run'");
        sql("update run_seen set status = 'FAILED' where workflow = 'hello'");

        JsonNode found = api.get("/api/doctor").json();
        JsonNode repaired = repaired();

        assertThat(subjects(found, "figures")).as(found.toString()).contains("figures of hello", "runs");
        assertThat(check(repaired, "figures").path("status").asText())
                .as(repaired.toString())
                .isEqualTo("repaired");
        assertThat(api.get("/api/analytics").json().path("runs").path("completed"))
                .isEqualTo(right.path("completed"));
        assertWell();
    }

    @Test
    void shouldSayWhichDefinitionsAndAgentsAreNotWhatWasSaved() {
        api.save(Samples.hello("changed", "Hi"));
        api.save(Samples.hello("unreadable", "Hi"));
        api.post("/api/agents", "name: changed\nkind: command\nargv: [cat]\n");
        sql("alter table revision disable trigger all");
        sql("update revision set document = replace(document, 'Hi', 'Ho') where definition = 'changed'");
        sql(
                "update revision set document = '{}', digest = encode(sha256('{}'), 'hex') where definition = 'unreadable'");
        sql("alter table revision enable trigger all");
        sql("update agent set document = jsonb_set(document, '{kind}', '\"other\"') where name = 'changed'");

        JsonNode repaired = repaired();

        assertThat(subjects(repaired, "definitions"))
                .as(repaired.toString())
                .containsExactlyInAnyOrder("changed revision 1", "unreadable revision 1", "agent changed");
        assertThat(finding(repaired, "changed revision 1").path("severity").asText())
                .isEqualTo("critical");
        assertThat(finding(repaired, "changed revision 1").path("repairable").asBoolean())
                .isFalse();
        assertThat(repaired.path("healthy").asBoolean()).isFalse();
        assertThat(check(repaired, "definitions").path("left").asInt()).isEqualTo(3);

        // and once somebody has saved them anew
        sql("alter table revision disable trigger all");
        sql("delete from revision where definition in ('changed', 'unreadable')");
        sql("delete from definition where id in ('changed', 'unreadable')");
        sql("alter table revision enable trigger all");
        sql("delete from agent");
        assertWell();
    }

    @Test
    void shouldMakeMendAndRemoveSchedules() {
        // given one that is gone, one that somebody has paused, and one that nobody wants
        await().until(() -> isThere("weft-trigger-regularly.yearly") && isThere("weft-trigger-regularly.often"));
        assertWell();
        schedules.getHandle("weft-trigger-regularly.yearly").delete();
        schedules.getHandle("weft-trigger-regularly.often").pause("by hand");
        schedules.createSchedule(
                "weft-trigger-none.daily",
                Schedule.newBuilder()
                        .setAction(ScheduleActionStartWorkflow.newBuilder()
                                .setWorkflowType("WeftTrigger")
                                .setOptions(WorkflowOptions.newBuilder()
                                        .setWorkflowId("weft-trigger-none.daily")
                                        .setTaskQueue("weft")
                                        .build())
                                .build())
                        .setSpec(ScheduleSpec.newBuilder()
                                .setCronExpressions(List.of("0 3 1 1 *"))
                                .build())
                        .build(),
                ScheduleOptions.newBuilder().build());

        // then, once Temporal's lists say so
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subjects(api.get("/api/doctor").json(), "schedules"))
                        .containsExactlyInAnyOrder(
                                "weft-trigger-regularly.yearly",
                                "weft-trigger-regularly.often",
                                "weft-trigger-none.daily"));
        JsonNode repaired = repaired();
        assertThat(check(repaired, "schedules").path("status").asText())
                .as(repaired.toString())
                .isEqualTo("repaired");
        assertThat(isThere("weft-trigger-regularly.yearly")).isTrue();
        assertThat(isThere("weft-trigger-none.daily")).isFalse();
        assertThat(schedules
                        .getHandle("weft-trigger-regularly.often")
                        .describe()
                        .getSchedule()
                        .getState()
                        .isPaused())
                .isFalse();
        assertWell();
    }

    @Test
    void shouldSayThatTheAuditTrailWasChanged() {
        sql("alter table audit disable trigger all");
        sql("update audit set entry = entry || ' ' where position = 2");

        JsonNode found = api.get("/api/doctor").json();

        assertThat(check(found, "audit").path("status").asText())
                .as(found.toString())
                .isEqualTo("found");
        assertThat(found.toString()).contains("Entry 2 is not what was written");
        sql("update audit set entry = rtrim(entry) where position = 2");
        sql("alter table audit enable trigger all");
        assertWell();
    }

    @Test
    void shouldLetGoOfWhatEndedRunsHoldAndWaitFor() {
        // given a wait of a run that has ended, and a lease of one that Temporal was told to end
        String done = finished("hello");
        sql("insert into event_wait (id, run, path, task, sequence, type, names, taken) values ('w-" + done + "', '"
                + done + "', 'a', 'a', 1000, 'x', '{}', '{}')");
        String holder = waiting("held");
        api.settings().temporal().newUntypedWorkflowStub(holder).terminate("by hand");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told(holder).getLast().startsWith("workflow.failed"));
        String other = waiting("kept");

        JsonNode found = api.get("/api/doctor").json();
        JsonNode repaired = repaired();

        assertThat(subjects(found, "event_waits")).as(found.toString()).containsExactly(done);
        assertThat(subjects(found, "leases")).hasSize(1);
        assertThat(found.toString()).contains("one-held").doesNotContain("one-kept");
        assertThat(check(repaired, "leases").path("status").asText())
                .as(repaired.toString())
                .isEqualTo("repaired");
        assertThat(check(repaired, "event_waits").path("status").asText()).isEqualTo("repaired");
        assertWell();
        approve(other);
        assertThat(ended(other)).isEqualTo("COMPLETED");
    }

    @Test
    void shouldSayWhichBlobsAreNamedAndMissing() throws IOException {
        String run = waiting("b".repeat(100_000));
        List<Path> blobs;
        try (Stream<Path> files = Files.walk(home.resolve("blobs"))) {
            blobs = files.filter(Files::isRegularFile).toList();
        }
        assertThat(blobs).isNotEmpty();
        Path moved = home.resolve("moved");
        Files.move(blobs.getFirst(), moved);

        JsonNode found = api.get("/api/doctor?deep=true").json();

        assertThat(subjects(found, "blobs"))
                .as(found.toString())
                .containsExactly(blobs.getFirst().getFileName().toString());
        assertThat(found.toString()).contains("is named by run " + run);
        Files.move(moved, blobs.getFirst());
        assertThat(api.get("/api/doctor?deep=true").json().path("healthy").asBoolean())
                .isTrue();
    }

    @Test
    void shouldDoNoHarmWhileRunsGoOn() {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            runs.add(
                    random.nextBoolean()
                            ? api.started("hello", "{\"inputs\":{}}")
                            : api.started("asks", "{\"inputs\":{\"text\":\"n" + i + "\"}}"));
            if (i % 10 == 5) {
                sql("update measure set failed = failed + 1 where kind = 'run'");
                repaired();
            }
        }
        for (String run : runs) {
            if (run.startsWith("asks")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> status(run).equals("WAITING"));
                approve(run);
            }
            assertThat(ended(run)).isEqualTo("COMPLETED");
        }
        for (String run : runs) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !told(run).isEmpty() && told(run).getLast().startsWith("workflow.completed"));
            assertThat(told(run)).doesNotHaveDuplicates();
        }
        awaitCounted();
        assertWell();
    }

    /** Nothing is found, and another repair changes nothing. */
    private void assertWell() {
        JsonNode report = api.get("/api/doctor").json();
        assertThat(report.path("healthy").asBoolean()).as(report.toString()).isTrue();
        List<String> before = query(RUNS_EVENTS);
        JsonNode again = repaired();
        assertThat(again.path("findings")).as(again.toString()).isEmpty();
        assertThat(query(RUNS_EVENTS)).isEqualTo(before);
    }

    private JsonNode repaired() {
        Api.Answer answer = api.post("/api/doctor/repair", "{}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError(name + " of " + report);
    }

    private static JsonNode finding(JsonNode report, String subject) {
        for (JsonNode finding : report.path("findings")) {
            if (finding.path("subject").asText().equals(subject)) {
                return finding;
            }
        }
        throw new AssertionError(subject + " of " + report);
    }

    private static List<String> subjects(JsonNode report, String check) {
        List<String> subjects = new ArrayList<>();
        for (JsonNode finding : report.path("findings")) {
            if (finding.path("check").asText().equals(check)) {
                subjects.add(finding.path("subject").asText());
            }
        }
        return subjects;
    }

    private String finished(String workflow) {
        String run = api.started(workflow, "{\"inputs\":{}}");
        assertThat(ended(run)).isEqualTo("COMPLETED");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !told(run).isEmpty() && told(run).getLast().startsWith("workflow.completed"));
        awaitCounted();
        return run;
    }

    private String waiting(String text) {
        String run = api.started("asks", "{\"inputs\":{\"text\":\"" + text + "\"}}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told(run).stream().anyMatch(one -> one.startsWith("approval.required")));
        awaitCounted();
        return run;
    }

    private void awaitCounted() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/api/analytics").json().path("behind").asLong() == 0);
    }

    private void approve(String run) {
        api.post("/api/runs/" + run + "/approvals/ask", "{\"decision\": \"approve\"}");
    }

    private String ended(String run) {
        return api.get("/api/runs/" + run + "?wait=30s").json().path("status").asText();
    }

    private String status(String run) {
        return api.get("/api/runs/" + run).json().path("status").asText();
    }

    /** What the log has of a run, by its numbers. */
    private List<String> told(String run) {
        return query("select type || ' ' || id || ' ' || data from event where run = '" + run
                + "' order by generation, sequence");
    }

    /** As Temporal does once the retention is over. */
    private void forget(String run) {
        WorkflowClient client = api.settings().temporal();
        client.getWorkflowServiceStubs()
                .blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                        .build());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                client.newUntypedWorkflowStub(run).describe();
                return false;
            } catch (WorkflowNotFoundException e) {
                return true;
            }
        });
    }

    private boolean isThere(String schedule) {
        try {
            schedules.getHandle(schedule).describe();
            return true;
        } catch (ScheduleException e) {
            return false;
        }
    }

    private void sql(String statement) {
        try (Connection connection = source.getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> query(String query) {
        try (Connection connection = source.getConnection();
                Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
