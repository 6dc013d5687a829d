package dev.weft.worker;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;

/**
 * Which build a worker is of, for Temporal's Worker Versioning: the server gives the work of runs to the workers of the
 * version that is current, and a run under way goes over to it, as each build replays the histories of those before it.
 *
 * @param deployment what its builds are builds of, such as {@code weft}
 * @param buildId such as {@code 1.4.0-3f2a}; of at most 255 characters, without {@code .} and {@code :} in the deployment's name
 */
public record WorkerVersion(String deployment, String buildId) {
    /** The deployment where none is named. */
    public static final String DEPLOYMENT = "weft";

    private static final int LENGTH = 255;

    public WorkerVersion {
        if (deployment.isBlank()
                || deployment.contains(".")
                || deployment.contains(":")
                || deployment.length() > LENGTH) {
            throw new IllegalArgumentException(
                    "Expected a deployment's name of at most 255 characters, without '.' and ':', but found '%s'."
                            .formatted(deployment));
        }
        if (buildId.isBlank() || buildId.contains(":") || buildId.length() > LENGTH) {
            throw new IllegalArgumentException(
                    "Expected a build id of at most 255 characters, without ':', but found '%s'.".formatted(buildId));
        }
    }

    WorkerDeploymentOptions options() {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(deploymentVersion())
                .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                .build();
    }

    WorkerDeploymentVersion deploymentVersion() {
        return new WorkerDeploymentVersion(deployment, buildId);
    }
}
