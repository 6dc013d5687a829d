package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents of kind {@code temporal}, whose worker is another than the platform's. */
class ForeignAttemptsOnServerTest {
    private static final RealWorker REAL = RealWorker.start();
    private static final String QUEUE = "foreign";

    private final List<Map<?, ?>> calls = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final WorkerFactory factory = WorkerFactory.newInstance(REAL.client);

    @AfterEach
    void stop() {
        over.countDown();
        factory.shutdownNow();
    }

    @AfterAll
    static void end() {
        REAL.close();
    }

    @Test
    void shouldMakeAnAttemptAgainThatGivesNoSignOfLife() throws Exception {
        serve(arguments -> {
            if (calls.size() == 1) {
                over.await();
            }
            return Map.of("call", calls.size());
        });

        Runs.Run run = start(
                "heartbeat: 1s, operations: [count], rate_limit: 10/s",
                "parameters: {since: \"${{ run.started_at }}\"}");

        assertThat(String.valueOf(run.result())).contains("call=2");
        assertThat(run.task("work").attempts()).isEqualTo(1);
        assertThat(types).containsOnly("agent:far");
        assertThat(calls.getFirst().get("operation")).isEqualTo("count");
        assertThat(calls.getFirst().get("run")).isEqualTo(run.id());
        assertThat(calls.getFirst().get("attempt")).isEqualTo(1);
        assertThat(calls.getFirst().get("idempotency_key"))
                .isEqualTo(calls.getLast().get("idempotency_key"));
        assertThat(String.valueOf(calls.getFirst().get("parameters"))).contains("since=20");
        run.replay();
    }

    @Test
    void shouldTryAgainWhatItsWorkerFails() throws Exception {
        serve(arguments -> {
            if (calls.size() < 3) {
                throw new IllegalStateException("not yet");
            }
            return calls.size();
        });

        Runs.Run run = start("activity: own_type", "retry: {max_attempts: 5, delay: 10ms}");

        assertThat(run.result()).isEqualTo(Map.of("work", 3));
        assertThat(run.task("work").attempts()).isEqualTo(3);
        assertThat(types).containsOnly("own_type");
        run.replay();
    }

    @Test
    void shouldGiveNoSecretToAWorkerThatIsNotOurs() {
        Runs.Run run = start("heartbeat: 1s", "parameters: {token: \"${{ secrets.TOKEN }}\"}");

        run.end();
        Failure error = Objects.requireNonNull(run.task("work").error());
        assertThat(error.code()).isEqualTo("invalid_parameters");
        assertThat(error.message()).contains("/token").contains("agent 'far'");
    }

    @Test
    void shouldRefuseAnOperationThatTheAgentDoesNotHave() {
        Runs.Run run = start("operations: [count]", "operation: sing");

        run.end();
        assertThat(Objects.requireNonNull(run.task("work").error()).message()).contains("count", "'sing'");
    }

    @Test
    void shouldRefuseAnOutputThatIsNotWhatTheAgentSaysItGives() throws Exception {
        serve(call -> Map.of("n", Objects.equals(call.get("attempt"), 1) ? "one" : 2));

        Runs.Run run = start(
                "output: {type: object, properties: {n: {type: integer}}}", "retry: {max_attempts: 2, delay: 1ms}");
        run.end();
        assertThat(run.task("work").attempts()).isEqualTo(2);
        assertThat(run.task("work").status()).isEqualTo(TaskStatus.COMPLETED);

        Runs.Run once = start("output: {type: object, properties: {n: {type: integer}}}", "name: once");
        once.end();
        assertThat(Objects.requireNonNull(once.task("work").error()).code()).isEqualTo("invalid_output");
        assertThat(Objects.requireNonNull(once.task("work").error()).message()).contains(" at /n");
        once.replay();
    }

    private void serve(DynamicScript script) {
        Worker worker = factory.newWorker(QUEUE);
        DynamicActivity activity = arguments -> {
            calls.add(arguments.get(0, Map.class));
            types.add(Activity.getExecutionContext().getInfo().getActivityType());
            try {
                return script.run(calls.getLast());
            } catch (Exception e) {
                throw Activity.wrap(e);
            }
        };
        worker.registerActivitiesImplementations(activity);
        factory.start();
    }

    /** What the worker does. */
    private interface DynamicScript {
        Object run(Map<?, ?> call) throws Exception;
    }

    private static Runs.Run start(String agent, String task) {
        Agent far = Objects.requireNonNull(AgentReader.read(
                        new SourceText(
                                "far", "{name: far, kind: temporal, task_queue: %s, %s}".formatted(QUEUE, agent)),
                        null)
                .agent());
        return REAL.runs()
                .start(
                        Objects.requireNonNull(
                                Definitions.read(new SourceText("t", """
                                                version: "3.0.0"
                                                id: far-away
                                                tasks: {work: {action: agent_task, agent: far, %s}}
                                                """.formatted(task)), Surroundings.UNKNOWN)
                                        .definition()),
                        Map.of(),
                        Map.of("far", far));
    }
}
