package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.agent.Agents;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Who polls task queues, as Temporal knows it. Thread safe. */
final class QueuePollers implements Agents.Pollers {
    private static final int SECONDS = 5;

    /** A poll lasts for up to a minute, and another follows; whoever hasn't begun one for longer is gone. */
    private static final Duration LIVELY = Duration.ofSeconds(80);

    private final WorkflowClient client;

    QueuePollers(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public void check(String agent, String taskQueue) throws ActionException {
        Instant since = Instant.now().minus(LIVELY);
        boolean anybody;
        try {
            anybody = client
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                            .build())
                    .getPollersList()
                    .stream()
                    .anyMatch(poller -> poller.getLastAccessTime().getSeconds() >= since.getEpochSecond());
        } catch (StatusRuntimeException e) {
            throw new ActionException("temporal_unavailable", "Temporal doesn't say who polls: " + e.getStatus());
        }
        if (!anybody) {
            throw new ActionException(
                    "no_worker",
                    "Expected a worker that polls task queue '" + taskQueue + "' for agent " + agent
                            + ", but found none. Start it.");
        }
    }
}
