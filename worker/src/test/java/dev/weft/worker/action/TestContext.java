package dev.weft.worker.action;

import dev.weft.definitions.action.ActionContext;
import java.nio.file.Path;

/** An attempt outside of Temporal, which is cancelled by an interrupt. */
public record TestContext(Path workspace, String idempotencyKey) implements ActionContext {
    @Override
    public String run() {
        return "article-01";
    }

    @Override
    public String workflow() {
        return "article";
    }

    @Override
    public String path() {
        return "publish";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void heartbeat() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
