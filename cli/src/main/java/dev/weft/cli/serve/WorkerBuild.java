package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.worker.WorkerVersion;

/**
 * Which build a worker says it is of.
 *
 * @param deployment what the build is a build of
 * @param buildId such as {@code 1.4.0}
 * @param current whether it is to become the deployment's current build
 */
public record WorkerBuild(String deployment, String buildId, boolean current) {
    /** The deployment where none is named. */
    public static final String DEPLOYMENT = WorkerVersion.DEPLOYMENT;

    /** As the worker knows it; wrong use where Temporal has no such names. */
    WorkerVersion version() {
        try {
            return new WorkerVersion(deployment, buildId);
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.WRONG_USE, String.valueOf(e.getMessage()));
        }
    }

    /** What a person is told of its standing. */
    String standing() {
        return current
                ? "Build '%s' of '%s' is current: it has all runs from now on.".formatted(buildId, deployment)
                : "Build '%s' of '%s' has work once it is current: start it with --current, or call «temporal worker deployment set-current-version --deployment-name %s --build-id %s»."
                        .formatted(buildId, deployment, deployment, buildId);
    }
}
