package dev.weft.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.CurrentVersion;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.WorkerVersion;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has runs where a build is current, on a real server. */
class BuildsOfWorkersTest {
    private static final DynamicActivity NONE = arguments -> null;

    @Test
    void shouldCountOnlyWorkersThatRunsAreGivenTo() throws Exception {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TestServers.newNamespace())
                        .build());
        WorkerVersion build = new WorkerVersion("weft", "1.0");
        TaskQueueReader queue = new Gateway(client).queue();
        try (WeftWorker plain = WeftWorker.start(client, NONE, WorkerLimits.DEFAULT)) {
            // given one without a build, which has all runs
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> builds(queue.describe().serving()), List.of("none")::equals);
            assertThat(queue.describe().builds()).containsOnlyNulls();

            // when a build becomes current
            try (WeftWorker worker = WeftWorker.start(client, NONE, WorkerLimits.DEFAULT, build)) {
                CurrentVersion.set(client, build);

                // then it has them
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> builds(queue.describe().serving()), List.of("1.0")::equals);
                assertThat(queue.describe().builds()).containsExactly("1.0");
                assertThat(queue.describe().deployment()).isEqualTo("weft");
                assertThat(builds(queue.describe().workers())).contains("none", "1.0");
                assertThat(worker).isNotNull();
            }

            // when its only worker ends, and there is work that nobody takes
            WorkflowStub run = client.newUntypedWorkflowStub(
                    "WeftNothing",
                    WorkflowOptions.newBuilder()
                            .setTaskQueue(WeftRun.TASK_QUEUE)
                            .build());
            run.start();

            // then that is told within seconds
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> queue.describe().polling(Instant.now()).isEmpty());
            assertThat(queue.describe().serving()).isNotEmpty();
            assertThat(queue.describe().unserved()).contains("build '1.0'").contains("--unversioned");
            assertThat(plain).isNotNull();
        } finally {
            service.shutdownNow();
        }
    }

    private static List<String> builds(List<TaskQueueReader.Worker> workers) {
        return workers.stream()
                .map(worker -> worker.build() == null ? "none" : worker.build())
                .distinct()
                .sorted()
                .toList();
    }
}
