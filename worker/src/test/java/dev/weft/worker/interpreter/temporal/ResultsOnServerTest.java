package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.protocol.cache.CachedResult;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outputs that runs take from one another, on a real server, with workers that are lost. */
class ResultsOnServerTest {
    private static final String CACHED = """
            version: "3.0.0"
            id: cached
            tasks:
              work: {cache: {key: %s}, action: agent_task, agent: worker}
            """;

    private static final String NAMESPACE = TestServers.newNamespace();

    private final ScriptedActivities activities = new ScriptedActivities();

    /** A worker with a connection of its own, which can be cut. */
    private record Cut(TestConnection connection, WeftWorker worker) implements AutoCloseable {
        static Cut start(ScriptedActivities activities, MemoryResults results) {
            TestConnection connection = TestConnection.to(NAMESPACE);
            return new Cut(
                    connection,
                    WeftWorker.start(connection.client(), activities, WorkerLimits.DEFAULT, null, null, results));
        }

        WorkflowClient client() {
            return connection.client();
        }

        @Override
        public void close() {
            worker.close();
            connection.close();
        }
    }

    @Test
    void shouldPutAgainWhatAWorkerHadNoTimeToPut() throws Exception {
        // given a worker that is lost with the put under way, after the completion
        CountDownLatch putting = new CountDownLatch(1);
        MemoryResults never = new MemoryResults();
        MemoryResults results = new MemoryResults();
        Cut first = Cut.start(activities, never);
        never.trouble(() -> {
            if (!never.asked.isEmpty()) {
                putting.countDown();
                TimeUnit.SECONDS.sleep(60);
            }
        });
        Runs.Run run = new Runs(first.client()).start(CACHED.formatted("lost"), Map.of());
        assertThat(putting.await(30, TimeUnit.SECONDS)).isTrue();
        first.connection().close();

        // when
        try (Cut second = Cut.start(activities, results)) {
            Runs.Run again = new Runs.Run(second.client(), run.id());
            again.result();

            // then
            assertThat(activities.invocations).hasSize(1);
            assertThat(results.put).extracting(CachedResult::path).containsExactly("work");
            again.replay();
            Runs.Run next = new Runs(second.client()).start(CACHED.formatted("lost"), Map.of());
            next.result();
            assertThat(next.task("work").cachedFrom()).isEqualTo(run.id());
        }
    }

    @Test
    void shouldTakeManyLargeOutputsAtOnce() throws Exception {
        // given 20 outputs of 400 kB, which no one message to the server can hold
        String large = "x".repeat(400_000);
        activities.otherwise(invocation -> large);
        String tasks = IntStream.range(0, 20)
                .mapToObj(n -> "  t%d: {cache: {key: %d}, action: agent_task, agent: worker}".formatted(n, n))
                .collect(Collectors.joining("\n"));
        String yaml = "version: \"3.0.0\"\nid: large\ntasks:\n" + tasks + "\noutputs: {size: 1}\n";
        MemoryResults results = new MemoryResults();
        try (Cut worker = Cut.start(activities, results)) {
            Runs.Run first = new Runs(worker.client()).start(yaml, Map.of());
            first.result();

            // when
            Runs.Run second = new Runs(worker.client()).start(yaml, Map.of());
            second.result();

            // then
            assertThat(activities.invocations).hasSize(20);
            assertThat(second.view().tasks().values())
                    .allMatch(task -> first.id().equals(task.cachedFrom()));
            assertThat(second.stub().output("t19")).isEqualTo(large);
            second.replay();
        }
    }
}
