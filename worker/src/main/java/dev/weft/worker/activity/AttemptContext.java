package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionContext;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.nio.file.Path;

/**
 * One attempt, as the work sees it.
 *
 * @param invocation what is to be done
 * @param temporal the activity
 * @param workspace where relative paths start
 */
record AttemptContext(TaskInvocation invocation, ActivityExecutionContext temporal, Path workspace)
        implements ActionContext {
    @Override
    public String run() {
        return temporal.getInfo().getWorkflowId();
    }

    @Override
    public String workflow() {
        return invocation.workflow();
    }

    @Override
    public String path() {
        return invocation.path();
    }

    @Override
    public int attempt() {
        return invocation.attempt();
    }

    @Override
    public String idempotencyKey() {
        return invocation.key();
    }

    @Override
    public void heartbeat() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The attempt was cancelled or is out of time");
        }
        try {
            temporal.heartbeat(null);
        } catch (ActivityCompletionException e) {
            throw new InterruptedException("The attempt was cancelled");
        }
    }
}
