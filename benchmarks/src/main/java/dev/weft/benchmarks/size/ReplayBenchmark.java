package dev.weft.benchmarks.size;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.worker.interpreter.temporal.RunWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a worker that doesn't know a run takes to follow its history: a workflow task has ten seconds for that. The first round is
 * that of a process that has just been started.
 *
 * <p>Arguments: file of the history, address of a server, rounds.
 */
public final class ReplayBenchmark {
    private static final OperatingSystemMXBean OS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** In ms. Longer than any replay takes. */
    private static final long PATIENCE = 60_000;

    private ReplayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String history = Files.readString(Path.of(arguments[0]));
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[1]).build());
        System.out.printf("%n| events | KB | round | replay ms | of these on the processor |%n|---|---|---|---|---|%n");
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            WorkflowExecutionHistory events = WorkflowExecutionHistory.fromJson(history, "run");
            long cpu = OS.getProcessCpuTime();
            long began = System.nanoTime();
            replay(WorkflowClient.newInstance(service), events);
            System.out.printf(
                    "| %,d | %,d | %d | %,d | %,d |%n",
                    events.getEvents().size(),
                    events.getHistory().getSerializedSize() / 1024,
                    round,
                    (System.nanoTime() - began) / 1_000_000,
                    (OS.getProcessCpuTime() - cpu) / 1_000_000);
        }
        service.shutdownNow();
    }

    private static void replay(WorkflowClient client, WorkflowExecutionHistory events) throws Exception {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        try {
            Worker worker = factory.newWorker(
                    "never-polled",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationTypes(RunWorkflow.class);
            worker.replayWorkflowExecution(events);
        } finally {
            factory.shutdownNow();
        }
    }
}
