package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a run is asked while signals come to it, so that Temporal drops the workflow task that took it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnheardControlsTest {
    private static final int TIMES = 8;
    private static final int SIGNALS = 12;
    private static final String HELD = """
            version: "3.0.0"
            id: held
            tasks:
              first: {action: transform, parameters: {value: 1}}
              broken: {needs: [first], on_failure: pause, action: fail, parameters: {code: broken, message: Not today}}
            """;

    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        var home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(HELD);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    /** A run that goes back continues as new, which Temporal refuses where a signal has come meanwhile. */
    @Test
    void shouldRollBackARunThatSignalsComeTo() throws Exception {
        // given
        String run = api.started("held", "{}");
        await().until(() -> api.get("/api/runs/" + run).json().path("status").asText(), "WAITING"::equals);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int time = 0; time < TIMES; time++) {
                // when
                Future<?> signals = threads.submit(() -> signal(run));
                Api.Answer back = api.post("/api/runs/" + run + "/rollback", "{\"checkpoint\":\"first\"}");

                // then
                assertThat(back.status()).as(time + ": " + back).isEqualTo(202);
                signals.get();
                await().until(
                                () -> api.get("/api/runs/" + run)
                                        .json()
                                        .path("status")
                                        .asText(),
                                "WAITING"::equals);
            }
        }
        WeftRun query = api.settings().temporal().newWorkflowStub(WeftRun.class, run);
        assertThat(query.state().generation()).isEqualTo(1 + TIMES);
    }

    private void signal(String run) {
        WorkflowStub stub = api.settings().temporal().newUntypedWorkflowStub(run);
        for (int sent = 0; sent < SIGNALS; sent++) {
            stub.signal("child", new ChildReport("nobody", "nothing", RunStatus.COMPLETED, null, null));
        }
    }
}
