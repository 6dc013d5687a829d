package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rollback and restart of runs in each of their states, on a real server, with files that are really there or gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndoingInEveryStateTest {
    private static final String TWO_FILES = """
            version: "3.0.0"
            id: %s
            policy: {on_failure: %s, timeout: %s}
            tasks:
              first: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}/first", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              second: {needs: [first], action: file_operation, parameters: {operation: write, path: "${{ run.id }}/second", content: x}, compensate: {%s}}
              last: {needs: [second], %s}
            """;

    private static final String DELETE =
            "action: file_operation, parameters: {operation: delete, path: \"${{ output.path }}\"}";
    private static final String BREAK = "action: fail, parameters: {code: broken, message: Not today}";
    private static final String WAIT = "action: wait, parameters: {for: 1h}";

    private Path home;
    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        save("waits", "fail", "1h", DELETE, WAIT);
        save("fine", "fail", "1h", DELETE, "action: transform, parameters: {value: 1}");
        save("fails", "fail", "1h", DELETE, BREAK);
        save("halts", "pause", "1h", DELETE, BREAK);
        save("undone", "rollback", "1h", DELETE, BREAK);
        save("stuck", "rollback", "1h", BREAK, BREAK);
        save("late", "fail", "3s", DELETE, WAIT);
        save("asks", "fail", "1h", DELETE, "action: workflow_trigger, parameters: {workflow: waits}");
    }

    private void save(String id, String onFailure, String timeout, String undo, String last) {
        api.save(TWO_FILES.formatted(id, onFailure, timeout, undo, last));
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void shouldGoBackToACheckpoint(RunStatus status) throws IOException {
        String run = runThatIs(status);
        Path first = file(run, "first");
        Path second = file(run, "second");
        boolean undone = status == RunStatus.ROLLED_BACK;
        var before = undone ? null : Files.getLastModifiedTime(second);

        Api.Answer back = post(run, "rollback", undone ? "{\"all\": true}" : "{\"checkpoint\": \"first\"}");

        if (status == RunStatus.ROLLING_BACK) {
            assertThat(back.status()).as(back.toString()).isEqualTo(409);
            return;
        }
        assertThat(back.status()).as(back.toString()).isEqualTo(202);
        goOnWherePaused(run, status);
        if (undone) {
            assertThat(ended(run)).isEqualTo("ROLLED_BACK");
            return;
        }
        await().untilAsserted(() -> {
            assertThat(first).exists();
            assertThat(second).exists();
            assertThat(Files.getLastModifiedTime(second)).isGreaterThan(before);
            assertThat(view(run).path("tasks").path("last").path("status").asText())
                    .isNotEqualTo("PENDING");
        });
        if (status == RunStatus.COMPLETED || status == RunStatus.FAILED) {
            assertThat(ended(run)).isEqualTo(status.name());
        }
        assertThat(view(run).path("tasks").path("first").path("attempts").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void shouldUndoTheWholeRun(RunStatus status) {
        String run = runThatIs(status);

        Api.Answer undo = post(run, "rollback", "{\"all\": true}");

        if (status == RunStatus.ROLLING_BACK) {
            assertThat(undo.status()).as(undo.toString()).isEqualTo(409);
            return;
        }
        assertThat(undo.status()).as(undo.toString()).isEqualTo(202);
        goOnWherePaused(run, status);
        assertThat(ended(run)).isEqualTo("ROLLED_BACK");
        assertThat(file(run, "first")).doesNotExist();
        assertThat(file(run, "second")).doesNotExist();
        assertThat(view(run).path("tasks").path("second").path("status").asText())
                .isEqualTo("COMPENSATED");
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void shouldRestart(RunStatus status) {
        String run = runThatIs(status);

        Api.Answer restart = post(run, "restart", "{\"from\": \"second\"}");

        if (status.ended()) {
            assertThat(restart.status()).as(restart.toString()).isEqualTo(202);
            String next = restart.json().path("run").asText();
            if (status == RunStatus.ROLLED_BACK) {
                assertThat(ended(next)).isEqualTo("ROLLED_BACK");
            } else {
                await().untilAsserted(() -> assertThat(file(next, "second")).exists());
            }
            assertThat(view(next).path("restarted_from").asText()).isEqualTo(run);
        } else {
            assertThat(restart.status()).as(restart.toString()).isEqualTo(409);
            assertThat(restart.json().path("code").asText()).isEqualTo("run_open");
        }
    }

    /** Of two operators at once one starts the run once more, the other is told so. */
    @Test
    void shouldLetOneOfTwoGoBack() throws Exception {
        String run = runThatIs(RunStatus.CANCELLED);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<Api.Answer> wish = () -> post(run, "rollback", "{\"checkpoint\": \"first\"}");
            List<Integer> answers = both.invokeAll(List.of(wish, wish)).stream()
                    .map(Future::resultNow)
                    .map(Api.Answer::status)
                    .toList();

            assertThat(answers).contains(202);
            assertThat(answers).allMatch(answer -> answer == 202 || answer == 409);
        }
        await().until(() -> status(run), "WAITING"::equals);
    }

    @Test
    void shouldSayWhatIsWrongWithAWish() {
        String run = runThatIs(RunStatus.FAILED);

        assertThat(post(run, "rollback", "{\"checkpoint\": \"nobody\"}").status())
                .isEqualTo(404);
        assertThat(post(run, "rollback", "{\"checkpoint\": \"last\"}").status()).isEqualTo(409);
        assertThat(post(run, "rollback", "{\"checkpoint\": \"first\", \"all\": true}")
                        .status())
                .isEqualTo(400);
        assertThat(status(run)).isEqualTo("FAILED");
    }

    /** A terminated run is told of as whole as any other: inline tasks and items, outputs and checkpoints. */
    @Test
    void shouldTellAllOfATerminatedRun() {
        String run = runThatIs(RunStatus.TERMINATED);

        JsonNode view = view(run);

        assertThat(view.path("status").asText()).isEqualTo("TERMINATED");
        assertThat(view.has("stale")).as(view.toString()).isFalse();
        assertThat(view.path("tasks").path("last").path("status").asText()).isEqualTo("CANCELLED");
        assertThat(view.path("error").path("code").asText()).isEqualTo("terminated");
        assertThat(api.get("/api/runs/" + run + "/checkpoints").json().findValuesAsText("checkpoint"))
                .containsExactly("first", "second");
        assertThat(api.get("/api/runs/" + run + "/tasks/first")
                        .json()
                        .path("output")
                        .path("path")
                        .asText())
                .endsWith("first");
    }

    @Test
    void shouldSayOfAPausedRunThatItIsBeingUndoneAndNotCancelIt() {
        String run = runThatIs(RunStatus.PAUSED);
        assertThat(view(run).has("undoing")).isFalse();
        assertThat(post(run, "rollback", "{\"all\": true}").status()).isEqualTo(202);

        Api.Answer cancelled = post(run, "cancel", null);
        JsonNode diagnosis = api.get("/api/runs/" + run + "/diagnosis").json();

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(409);
        assertThat(cancelled.body()).contains("is being undone");
        assertThat(view(run).path("undoing").asText()).isEqualTo("all");
        assertThat(diagnosis.path("summary").asText()).startsWith("It is paused while what it did is being undone");
        assertThat(diagnosis.path("commands").toString()).contains("goes on with the undoing");
        goOnWherePaused(run, RunStatus.PAUSED);
        assertThat(ended(run)).isEqualTo("ROLLED_BACK");
        assertThat(file(run, "first")).doesNotExist();
    }

    @Test
    void shouldCancelAPausedRunThatIsNotBeingUndone() {
        String run = runThatIs(RunStatus.PAUSED);

        assertThat(post(run, "cancel", null).status()).isEqualTo(202);

        assertThat(ended(run)).isEqualTo("CANCELLED");
    }

    /** No compensation begins in a run that is paused. */
    private void goOnWherePaused(String run, RunStatus status) {
        if (status == RunStatus.PAUSED) {
            assertThat(status(run)).isEqualTo("PAUSED");
            assertThat(post(run, "resume", null).status()).isEqualTo(202);
        }
    }

    private String runThatIs(RunStatus status) {
        String run = api.started(
                switch (status) {
                    case RUNNING -> "asks";
                    case WAITING, PAUSED, CANCELLED, TERMINATED -> "waits";
                    case COMPLETED -> "fine";
                    case FAILED -> "fails";
                    case TIMED_OUT -> "late";
                    case ROLLING_BACK -> "stuck";
                    case ROLLED_BACK -> "undone";
                },
                "{}");
        switch (status) {
            case PAUSED, CANCELLED, TERMINATED -> {
                await().until(() -> status(run), "WAITING"::equals);
                String command =
                        status == RunStatus.PAUSED ? "pause" : status == RunStatus.CANCELLED ? "cancel" : "terminate";
                assertThat(post(run, command, null).status()).isEqualTo(202);
            }
            case RUNNING ->
                await().until(
                                () -> view(run)
                                        .path("tasks")
                                        .path("last")
                                        .path("status")
                                        .asText(),
                                "RUNNING"::equals);
            case WAITING, COMPLETED, FAILED, TIMED_OUT, ROLLING_BACK, ROLLED_BACK -> {
                // It comes to that by itself.
            }
        }
        await().until(() -> status(run), status.name()::equals);
        return run;
    }

    private Api.Answer post(String run, String command, @Nullable String body) {
        return api.post("/api/runs/" + run + "/" + command, body);
    }

    private JsonNode view(String run) {
        return api.get("/api/runs/" + run).json();
    }

    private String status(String run) {
        return view(run).path("status").asText();
    }

    private String ended(String run) {
        return api.get("/api/runs/" + run + "?wait=30s").json().path("status").asText();
    }

    private Path file(String run, String name) {
        return home.resolve("workspace").resolve(run).resolve(name);
    }
}
