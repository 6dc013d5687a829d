package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.log.PostgresLogSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of runs in each status, of runs that a real worker has at hand. */
class DiagnosisTest {
    private static final String AGENT = """
            name: moody
            kind: command
            argv: [sh, -c, "echo I am in a bad mood >&2; exit 3"]
            max_concurrent: 4
            """;
    private static final String FAILS = """
            version: "3.0.0"
            id: fails
            inputs:
              who: {type: string, default: you}
            tasks:
              before:
                action: transform
                parameters: {value: 1}
              group:
                needs: [before]
                tasks:
                  ask:
                    action: agent_task
                    retry: {max_attempts: 2, delay: 10ms}
                    agent: moody
                    parameters: {to: "${{ inputs.who }}", with: "key ${{ secrets.KEY }}"}
            """;
    private static final String ASKS = """
            version: "3.0.0"
            id: asks
            tasks:
              review:
                action: approval_gate
                parameters: {title: Good?, approvers: [role:editor]}
            """;
    private static final String HELD = """
            version: "3.0.0"
            id: held
            tasks:
              read:
                action: file_operation
                parameters: {operation: read, path: missing.txt}
                on_failure: pause
            """;
    private static final String SLEEPS = """
            version: "3.0.0"
            id: sleeps
            tasks:
              nap:
                action: command
                parameters: {argv: [sleep, "300"]}
            """;
    private static final String TOLERATES = """
            version: "3.0.0"
            id: tolerates
            tasks:
              each:
                for_each: {in: [1, 2], tolerate: 1}
                tasks:
                  odd: {when: item == 1, action: fail, parameters: {code: odd, message: It is odd.}}
              then: {needs: [each], action: fail, parameters: {code: broken, message: It broke.}, on_failure: rollback}
            """;
    private static final String AWAITS = """
            version: "3.0.0"
            id: awaits
            tasks:
              paid:
                action: wait_for_event
                parameters: {type: order.paid}
            """;

    private static final String VOTES = """
            version: "3.0.0"
            id: votes
            tasks:
              review:
                deadline: 20m
                action: approval_gate
                parameters:
                  title: Ship?
                  levels:
                    - {approvers: ["user:admin", "user:bob"], quorum: 2, timeout: 24h}
                    - {approvers: ["user:chief"]}
                  inputs: {account: {type: string}, note: {type: string, default: none}}
              later:
                action: wait
                parameters: {for: 3h}
              signs:
                action: approval_gate
                parameters: {approvers: [anyone], channels: [temporal]}
            """;

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/KEY"), "nobody may see this");
        api = Api.start(home);
        worker = ApiWorker.logging(
                home,
                PostgresEventSink.to(api.settings().database()),
                PostgresLogSink.to(api.settings().database()),
                Map.of("WEFT_SANDBOX", "none", "PATH", "/usr/bin:/bin"));
        assertThat(api.post("/api/agents", AGENT).status()).isEqualTo(201);
        for (String definition : List.of(FAILS, ASKS, HELD, SLEEPS, TOLERATES, AWAITS, VOTES)) {
            api.save(definition);
        }
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldNameTheFailureThatEndedTheRunAndNoneThatWasTolerated() {
        String run = api.started("tolerates", "{}");
        ended(run);

        JsonNode found = of(run);

        assertThat(found.path("summary").asText())
                .isEqualTo("What it did was undone: task 'then' after 0 attempts: broken: It broke.");
        assertThat(found.path("failures").findValuesAsText("task")).contains("each[0].odd", "then");
    }

    @Test
    void shouldShowTheTaskThatFailedWithItsInputItsWordsAndItsAgent() {
        // given
        String run = api.started("fails", "{\"inputs\": {\"who\": \"ann\"}}");
        ended(run);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> of(run).path("failures").path(0).path("log").size() == 4);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> of(run).path("agents").path(0).path("failed").asInt() == 2);

        // when
        JsonNode found = of(run);

        // then
        assertThat(found.path("status").asText()).isEqualTo("FAILED");
        assertThat(found.path("summary").asText()).startsWith("It failed: task 'group.ask' after 2 attempts: exit_3: ");
        assertThat(found.path("failures")).hasSize(1);
        JsonNode task = found.path("failures").path(0);
        assertThat(task.path("task").asText()).isEqualTo("group.ask");
        assertThat(task.path("attempts").asInt()).isEqualTo(2);
        assertThat(task.path("error").path("code").asText()).isEqualTo("exit_3");
        assertThat(task.path("input").toString()).contains("\"to\":\"ann\"", "key [secret KEY]");
        assertThat(task.path("log").path(0).path("text").asText()).isEqualTo("I am in a bad mood");
        JsonNode agent = found.path("agents").path(0);
        assertThat(agent.path("name").asText()).isEqualTo("moody");
        assertThat(agent.path("registered").asBoolean()).isTrue();
        assertThat(agent.path("kind").asText()).isEqualTo("command");
        assertThat(agent.path("completed").asInt()).isZero();
        assertThat(agent.path("last_error").asText()).contains("bad mood");
        assertThat(commands(found))
                .contains(
                        "weft retry " + run + " group.ask",
                        "weft restart " + run + " --from group.ask --input k=v",
                        "weft logs " + run + " --task group.ask",
                        "weft rollback " + run + " --all");
        assertThat(found.toString()).doesNotContain("nobody may see this");
    }

    @Test
    void shouldSayWhoIsAsked() {
        String run = api.started("asks", "{}");

        JsonNode found = reached(run, "WAITING");

        assertThat(found.path("summary").asText()).startsWith("It waits for 'review' (approval)");
        JsonNode waited = found.path("waiting_on").path(0);
        assertThat(waited.path("approvers").path(0).asText()).isEqualTo("role:editor");
        assertThat(commands(found)).startsWith("weft approve " + run + " review");
    }

    @Test
    void shouldSayWhatAPersonMayDoAboutATaskThatFailed() {
        String run = api.started("held", "{}");

        JsonNode found = reached(run, "WAITING");

        assertThat(found.path("failures").path(0).path("input").path("path").asText())
                .isEqualTo("missing.txt");
        assertThat(found.path("failures").path(0).path("status").asText()).isEqualTo("WAITING");
        assertThat(commands(found)).startsWith("weft retry " + run + " read", "weft skip " + run + " read");
    }

    @Test
    void shouldSayWhatIsUnderWayAndSinceWhen() {
        // given
        String run = api.started("sleeps", "{}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> of(run).path("under_way").path(0).path("taken").asBoolean());

        // when
        JsonNode running = of(run);
        api.post("/api/runs/" + run + "/pause", null);
        JsonNode paused = reached(run, "PAUSED");
        api.post("/api/runs/" + run + "/terminate", null);
        JsonNode ended = reached(run, "TERMINATED");

        // then
        assertThat(running.path("summary").asText()).isEqualTo("It is at work: 'nap'.");
        JsonNode attempt = running.path("under_way").path(0);
        assertThat(attempt.path("worker").asText()).isNotEmpty();
        assertThat(attempt.path("started_at").asText()).isNotEmpty();
        assertThat(commands(running)).contains("weft logs " + run + " --follow");
        assertThat(paused.path("summary").asText())
                .isEqualTo("It is paused: nothing new starts until it is resumed. 1 attempt under way go on.");
        assertThat(commands(paused)).contains("weft resume " + run);
        assertThat(ended.path("summary").asText()).startsWith("It was ended by force, without cleaning up");
        assertThat(commands(ended)).contains("weft restart " + run);
    }

    @Test
    void shouldSayWhichEventIsMissingAndThatItWasCancelled() {
        // given
        String run = api.started("awaits", "{}");

        // when
        JsonNode waiting = reached(run, "WAITING");
        api.post("/api/runs/" + run + "/cancel", null);
        JsonNode cancelled = reached(run, "CANCELLED");

        // then
        assertThat(waiting.path("waiting_on").path(0).path("kind").asText()).isEqualTo("event");
        assertThat(waiting.path("summary").asText()).contains("order.paid");
        assertThat(commands(waiting)).contains("weft events tail --after 0");
        assertThat(cancelled.path("summary").asText()).startsWith("It was cancelled");
    }

    @Test
    void shouldSayThatNothingIsWrong() {
        api.save("version: \"3.0.0\"\nid: fine\ntasks: {one: {action: transform, parameters: {value: 1}}}\n");
        String run = api.started("fine", "{}");
        ended(run);

        JsonNode found = of(run);

        assertThat(found.path("summary").asText()).isEqualTo("It completed. Nothing stands in its way.");
        assertThat(found.path("failures")).isEmpty();
        assertThat(api.get("/api/runs/none/diagnosis").status()).isEqualTo(404);
    }

    private static void ended(String run) {
        api.get("/api/runs/" + run + "?wait=60s");
    }

    private static JsonNode reached(String run, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> of(run).path("status").asText().equals(status));
        return of(run);
    }

    private static JsonNode of(String run) {
        Api.Answer answer = api.get("/api/runs/" + run + "/diagnosis");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> commands(JsonNode found) {
        return found.path("commands").findValuesAsText("command");
    }

    @Test
    void shouldSayHowFarAGateIsAndHowItIsApproved() {
        // given
        String run = api.started("votes", "{}");
        await().until(
                        () -> api.get("/api/runs/" + run)
                                .json()
                                .path("waiting_on")
                                .size(),
                        size -> size == 3);

        // when nobody has decided
        JsonNode first = waited(run, "review");

        // then the fields that an approval must bring are named, and when the question is over
        assertThat(commands(fresh(run))).contains("weft approve " + run + " review --input account=…");
        assertThat(commands(fresh(run)))
                .anyMatch(one -> one.contains("temporal workflow signal") && one.contains("signs"));
        assertThat(first.path("voices").path("missing").toString()).isEqualTo("[\"account\"]");
        assertThat(first.path("approvers").toString()).contains("user:admin", "user:bob");
        assertThat(Instant.parse(first.path("deadline").asText()))
                .isBefore(Instant.now().plus(Duration.ofMinutes(21)));
        assertThat(Instant.parse(waited(run, "later").path("until").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(2)), Instant.now().plus(Duration.ofHours(3)));

        // when one of two has
        Api.Answer decided = api.post(
                "/api/runs/" + run + "/approvals/review",
                "{\"decision\": \"approve\", \"inputs\": {\"account\": \"x\"}}");
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        JsonNode second = waited(run, "review");

        // then
        assertThat(second.path("voices").path("approvals").asInt()).isEqualTo(1);
        assertThat(second.path("voices").path("quorum").asInt()).isEqualTo(2);
        assertThat(second.path("voices").path("levels").asInt()).isEqualTo(2);
        assertThat(second.path("approvers").toString()).isEqualTo("[\"user:bob\"]");
        assertThat(commands(fresh(run))).contains("weft approve " + run + " review");
        assertThat(fresh(run).path("summary").asText()).contains("1 of 2 approvals at level 1 of 2");
    }

    /** What is said while a worker answers. */
    private static JsonNode fresh(String run) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !of(run).has("stale"));
        return of(run);
    }

    private static JsonNode waited(String run, String task) {
        for (JsonNode one : fresh(run).path("waiting_on")) {
            if (one.path("task").asText().equals(task)) {
                return one;
            }
        }
        throw new AssertionError("Expected that " + run + " waits for " + task);
    }
}
