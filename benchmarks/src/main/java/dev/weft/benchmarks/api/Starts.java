package dev.weft.benchmarks.api;

import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.net.http.HttpResponse;
import java.util.Objects;

/** A start by the API against Temporal's own of the very same run, in turns; each run has ended before the next begins. */
final class Starts {
    static final String ONE_TASK = """
            version: "3.0.0"
            id: started
            tasks: {one: {action: transform, parameters: {value: 1}}}
            """;

    private static final int WARM_UP = 300;

    private final Platform platform;

    Starts(Platform platform) {
        this.platform = platform;
    }

    /**
     * What both took.
     *
     * @param ours by the API
     * @param own by Temporal's client
     */
    record Both(Millis ours, Millis own) {
        double ratio() {
            return ours.of(0.5) / own.of(0.5);
        }
    }

    Both measure(int rounds) throws Exception {
        String first = platform.started("started");
        platform.await(first, "COMPLETED");
        RunRequest request = request(first);
        Both warm = new Both(new Millis(), new Millis());
        Both both = new Both(new Millis(), new Millis());
        for (int round = -WARM_UP; round < rounds; round++) {
            Both now = round < 0 ? warm : both;
            long began = System.nanoTime();
            HttpResponse<String> answer =
                    platform.http().send(platform.start("started"), HttpResponse.BodyHandlers.ofString());
            now.ours().add(System.nanoTime() - began);
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("Expected 202, but found " + answer.body());
            }
            String run = answer.headers().firstValue("Location").orElseThrow();
            platform.temporal()
                    .newUntypedWorkflowStub(run.substring(run.lastIndexOf('/') + 1))
                    .getResult(Object.class);
            WorkflowStub stub = platform.temporal().newUntypedWorkflowStub(WeftRun.TYPE, options(request, round));
            began = System.nanoTime();
            stub.start(request);
            now.own().add(System.nanoTime() - began);
            stub.getResult(Object.class);
        }
        return both;
    }

    /** What the API has started a run with. */
    private RunRequest request(String run) {
        var started = platform.temporal()
                .fetchHistory(run)
                .getEvents()
                .getFirst()
                .getWorkflowExecutionStartedEventAttributes();
        return Objects.requireNonNull(platform.temporal()
                .getOptions()
                .getDataConverter()
                .fromPayload(started.getInput().getPayloads(0), RunRequest.class, RunRequest.class));
    }

    private static WorkflowOptions options(RunRequest request, int round) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId("own-" + round)
                .setTaskQueue(WeftRun.TASK_QUEUE)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setDisableEagerExecution(false)
                .setPriority(RunMarks.priority(request))
                .setMemo(RunMarks.memo(request))
                .setTypedSearchAttributes(RunMarks.attributes(request))
                .build();
    }
}
