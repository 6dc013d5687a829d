package dev.weft.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Makes a version the current one of its deployment: the server gives it what is new and what is under way. */
public final class CurrentVersion {
    /** The server hears of a version by its first poll, and of a task queue a little later. */
    private static final Set<Status.Code> NOT_YET = EnumSet.of(Status.Code.NOT_FOUND, Status.Code.FAILED_PRECONDITION);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private CurrentVersion() {}

    /**
     * Makes it current; waits up to 30 seconds for the server to know it. Once it returns, the server has said yes.
     *
     * @throws StatusRuntimeException where the server doesn't take it
     * @throws InterruptedException while it waits
     */
    public static void set(WorkflowClient client, WorkerVersion version) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        SetWorkerDeploymentCurrentVersionRequest request = SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setIdentity(client.getOptions().getIdentity())
                .setDeploymentName(version.deployment())
                .setBuildId(version.buildId())
                .build();
        while (true) {
            try {
                client.getWorkflowServiceStubs().blockingStub().setWorkerDeploymentCurrentVersion(request);
                return;
            } catch (StatusRuntimeException e) {
                if (!NOT_YET.contains(e.getStatus().getCode()) || Instant.now().isAfter(until)) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
