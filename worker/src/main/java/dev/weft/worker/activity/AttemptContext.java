package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.LogLevel;
import dev.weft.worker.log.AttemptLog;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.secret.SecretVault;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One attempt, as the work sees it. */
final class AttemptContext implements ActionContext {
    private final TaskInvocation invocation;
    private final ActivityExecutionContext temporal;
    private final Path workspace;
    private final SecretVault vault;
    private final AttemptLog log;
    private volatile @Nullable ActivityCompletionException ended;

    /**
     * @param invocation what is to be done
     * @param temporal the activity
     * @param workspace where relative paths start
     * @param vault secrets of the attempt
     * @param log takes what it says
     */
    AttemptContext(
            TaskInvocation invocation,
            ActivityExecutionContext temporal,
            Path workspace,
            SecretVault vault,
            AttemptLog log) {
        this.log = log;
        this.invocation = invocation;
        this.temporal = temporal;
        this.workspace = workspace;
        this.vault = vault;
    }

    /** Why Temporal wants no more of this attempt, where the work was told so; else {@code null}. */
    @Nullable ActivityCompletionException ended() {
        return ended;
    }

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
    public Path workspace() {
        return workspace;
    }

    @Override
    public void conceal(String name, String value) {
        vault.conceal(name, value);
    }

    @Override
    public void log(LogLevel level, String source, String text) {
        log.say(level, source, text);
    }

    @Override
    public void heartbeat() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The attempt was cancelled or is out of time");
        }
        try {
            temporal.heartbeat(null);
        } catch (ActivityCompletionException e) {
            ended = e;
            throw new InterruptedException("The attempt was cancelled");
        }
    }
}
