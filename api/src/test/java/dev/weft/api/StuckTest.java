package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.DynamicWorkflow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that a real worker fails at, again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StuckTest {
    /** More than the ten seconds that a workflow task may take. */
    private static final Duration TOO_LONG = Duration.ofSeconds(11);

    private static final AtomicBoolean slow = new AtomicBoolean();

    private Api api;
    private WorkerFactory broken;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
        broken = WorkerFactory.newInstance(api.settings().temporal());
        broken.newWorker(
                        WeftRun.TASK_QUEUE,
                        WorkerOptions.newBuilder()
                                .setDefaultDeadlockDetectionTimeout(TOO_LONG.toMillis() * 2)
                                .build())
                .registerWorkflowImplementationTypes(Broken.class);
        broken.start();
        api.post("/api/workflows", Samples.gate("gate"));
    }

    @AfterAll
    void stop() {
        broken.shutdownNow();
        api.close();
    }

    @Test
    void shouldTellThatTheInterpreterIsWhatARunWaitsFor() {
        // given
        String run =
                api.post("/api/workflows/gate/start", "{}").json().path("run").asText();

        // when the worker has failed at it some times
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> api.get("/api/runs/" + run)
                                .json()
                                .path("waiting_on")
                                .path(0)
                                .path("kind")
                                .asText(),
                        "interpreter_error"::equals);

        // then
        assertThat(api.get("/api/runs/" + run).json().path("status").asText()).isEqualTo("WAITING");
        JsonNode check = check();
        assertThat(check.path("cost").asInt()).as(check.toString()).isPositive();
        assertThat(check.path("detail").asText()).contains(run, "update the worker");
        assertThat(api.get("/api/runs/" + run + "/diagnosis").body()).contains("nterpreter");
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> api.get("/api/alerts?kind=platform").body(),
                        alerts -> alerts.contains("\"interpreter\"") && alerts.contains(run));
        assertTold(api.post("/api/runs/" + run + "/pause", null));
        assertTold(api.post("/api/runs/" + run + "/approvals/review", "{\"decision\":\"approve\"}"));

        // when
        assertThat(api.post("/api/runs/" + run + "/terminate", null).status()).isEqualTo(202);

        // then
        await().until(() -> check().path("cost").asInt(), cost -> cost == 0);
    }

    /** Workflow tasks that run out of time are no failures: nobody is told to end a run that is all right. */
    @Test
    void shouldTellThatWorkersTakeTooLongForARun() {
        slow.set(true);
        String run =
                api.post("/api/workflows/gate/start", "{}").json().path("run").asText();

        await().atMost(Duration.ofMinutes(3))
                .until(() -> check().path("detail").asText(), detail -> detail.contains(run));

        JsonNode check = check();
        assertThat(check.path("status").asText()).isEqualTo("warning");
        assertThat(check.path("detail").asText()).contains("too long").doesNotContain("erminate");
        JsonNode view = api.get("/api/runs/" + run).json();
        assertThat(view.path("status").asText()).isEqualTo("RUNNING");
        assertThat(view.path("stale").asBoolean()).isTrue();
        assertThat(view.path("waiting_on").path(0).path("kind").asText()).isEqualTo("worker");
        api.post("/api/runs/" + run + "/terminate", null);
        slow.set(false);
    }

    private JsonNode check() {
        for (JsonNode check : api.get("/api/health").json().path("checks")) {
            if (check.path("name").asText().equals("interpreter")) {
                return check;
            }
        }
        throw new AssertionError("Expected a check «interpreter»");
    }

    private static void assertTold(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("interpreter_error");
        assertThat(answer.json().path("detail").asText()).contains("terminate");
    }

    /** Fails its workflow task. */
    public static final class Broken implements DynamicWorkflow {
        @Override
        public @Nullable Object execute(EncodedValues arguments) {
            if (slow.get()) {
                LockSupport.parkNanos(TOO_LONG.toNanos());
            }
            throw new IllegalStateException("this interpreter is broken");
        }
    }
}
