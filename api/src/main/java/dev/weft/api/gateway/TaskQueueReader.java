package dev.weft.api.gateway;

import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.deployment.v1.WorkerDeploymentOptions;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkerVersioningMode;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.taskqueue.v1.TaskQueueVersioningInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who works, and how much waits for them. */
public final class TaskQueueReader {
    private final TemporalRim rim;

    TaskQueueReader(TemporalRim rim) {
        this.rim = rim;
    }

    /** Whether Temporal answers; the version of the server. */
    public String serverVersion() {
        return rim.call(TemporalRim.SHORT, stub -> stub.getSystemInfo(GetSystemInfoRequest.getDefaultInstance()))
                .getServerVersion();
    }

    /** The queue of runs and of their activities. */
    public Queue describe() {
        DescribeTaskQueueResponse runs = describe(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
        DescribeTaskQueueResponse tasks = describe(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
        return new Queue(
                runs.getPollersList().stream()
                        .map(poller -> new Worker(
                                poller.getIdentity(),
                                Summaries.instant(poller.getLastAccessTime()),
                                build(poller.getDeploymentOptions())))
                        .toList(),
                builds(runs.getVersioningInfo()),
                runs.getVersioningInfo().getCurrentDeploymentVersion().getDeploymentName(),
                backlog(runs) + backlog(tasks));
    }

    private static @Nullable String build(WorkerDeploymentOptions options) {
        return options.getWorkerVersioningMode() == WorkerVersioningMode.WORKER_VERSIONING_MODE_VERSIONED
                ? options.getBuildId()
                : null;
    }

    private static Set<@Nullable String> builds(TaskQueueVersioningInfo info) {
        Set<@Nullable String> builds = new HashSet<>();
        builds.add(
                info.hasCurrentDeploymentVersion()
                        ? info.getCurrentDeploymentVersion().getBuildId()
                        : null);
        if (info.getRampingVersionPercentage() > 0) {
            builds.add(
                    info.hasRampingDeploymentVersion()
                            ? info.getRampingDeploymentVersion().getBuildId()
                            : null);
        }
        return builds;
    }

    /** How many poll a queue of attempts within the last minutes. */
    public int pollers(String queue) {
        return describe(queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY).getPollersCount();
    }

    private static long backlog(DescribeTaskQueueResponse response) {
        return response.getStats().getApproximateBacklogCount();
    }

    private DescribeTaskQueueResponse describe(TaskQueueType type) {
        return describe(WeftRun.TASK_QUEUE, type);
    }

    private DescribeTaskQueueResponse describe(String queue, TaskQueueType type) {
        return rim.call(
                TemporalRim.SHORT,
                stub -> stub.describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(rim.namespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(type)
                        .setReportStats(true)
                        .build()));
    }

    /**
     * The queue as it is now.
     *
     * @param builds that Temporal gives runs to; {@code null} among them for workers without a build
     * @param deployment what the builds are builds of; empty where workers without a build have the runs
     * @param backlog tasks that wait for a worker, about
     */
    public record Queue(List<Worker> workers, Set<@Nullable String> builds, String deployment, long backlog) {
        /** Those that runs are given to. */
        public List<Worker> serving() {
            return workers.stream()
                    .filter(worker -> builds.contains(worker.build()))
                    .toList();
        }
    }

    /**
     * One who has polled the queue within the last minutes.
     *
     * @param identity process and host
     * @param build {@code null} where it was started without one
     */
    public record Worker(
            String identity, Instant lastSeenAt, @Nullable String build) {}
}
