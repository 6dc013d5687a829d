package dev.weft.api.gateway;

import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.deployment.v1.WorkerDeploymentOptions;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkerVersioningMode;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.taskqueue.v1.TaskQueueStats;
import io.temporal.api.taskqueue.v1.TaskQueueVersioningInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import java.time.Duration;
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
                backlog(runs) + backlog(tasks),
                waits(runs.getStats()));
    }

    /** How long the first task of runs has waited. */
    private static Duration waits(TaskQueueStats stats) {
        return stats.getApproximateBacklogCount() == 0
                ? Duration.ZERO
                : Duration.ofSeconds(
                        stats.getApproximateBacklogAge().getSeconds(),
                        stats.getApproximateBacklogAge().getNanos());
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
     * @param waits how long the first step of a run has waited for one; zero where none does
     */
    public record Queue(
            List<Worker> workers, Set<@Nullable String> builds, String deployment, long backlog, Duration waits) {
        /** A worker polls anew at least so often; Temporal lists it for longer. */
        private static final Duration SILENT = Duration.ofMinutes(2);

        /** One that polls takes what there is at once; what Temporal tells of a queue may be five seconds old. */
        private static final Duration PATIENCE = Duration.ofSeconds(6);

        /**
         * Those that runs are given to, and that are there: one that waits for work would have taken what has waited for some
         * seconds, or have polled anew since.
         */
        public List<Worker> polling(Instant now) {
            Duration silent = waits.compareTo(PATIENCE) < 0 ? SILENT : waits;
            return serving().stream()
                    .filter(worker -> worker.lastSeenAt().isAfter(now.minus(silent)))
                    .toList();
        }

        /** What to say, and do, where nobody is there. */
        public String unserved() {
            if (builds.contains(null)) {
                return "No worker polls: runs wait. Start one with «weft worker».";
            }
            String build = builds.stream().sorted().findFirst().orElseThrow();
            return "Runs wait: Temporal gives them to workers of build '%s', and none of these polls. Start one with «weft worker --build-id %s», or let workers without a build have them: «temporal worker deployment set-current-version --deployment-name %s --unversioned»."
                    .formatted(build, build, deployment);
        }

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
