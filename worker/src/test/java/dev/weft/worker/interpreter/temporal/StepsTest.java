package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.TestConnection;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Steps on a real server. */
class StepsTest {
    /** Takes steps until one ends it. */
    @WorkflowInterface
    public interface Stepping {
        @WorkflowMethod
        void run();
    }

    /** One whose step fails that a timer asks for. */
    public static class Defective implements Stepping {
        @Override
        public void run() {
            Steps steps = new Steps(step -> {}, () -> {}, elsewhere -> null);
            Workflow.newTimer(Duration.ofMillis(1))
                    .thenApply(over -> steps.take(elsewhere -> {
                        throw new IllegalStateException("a defect");
                    }));
            Workflow.await(() -> !steps.areSound());
        }
    }

    @Test
    void shouldFailTheWorkflowTaskWhereAStepHasADefectAndNotWaitForEver() {
        try (TestConnection connection = TestConnection.open()) {
            WorkflowClient client = connection.client();
            WorkerFactory factory = WorkerFactory.newInstance(client);
            Worker worker = factory.newWorker("steps");
            worker.registerWorkflowImplementationTypes(Defective.class);
            factory.start();
            try {
                Stepping stub = client.newWorkflowStub(
                        Stepping.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("steps")
                                .setWorkflowId("steps")
                                .build());
                WorkflowClient.start(stub::run);

                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(
                                () -> assertThat(client.fetchHistory("steps").getEvents())
                                        .filteredOn(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                                        .first()
                                        .extracting(event -> event.getWorkflowTaskFailedEventAttributes()
                                                .getFailure()
                                                .toString())
                                        .asString()
                                        .contains("a defect"));
            } finally {
                factory.shutdownNow();
            }
        }
    }
}
