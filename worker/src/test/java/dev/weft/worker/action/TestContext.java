package dev.weft.worker.action;

import dev.weft.definitions.action.ActionContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An attempt outside of Temporal, which is cancelled by an interrupt.
 *
 * @param concealed takes what is to be taken out of what it says, as {@code name=value}
 */
public record TestContext(Path workspace, String idempotencyKey, List<String> concealed) implements ActionContext {
    public TestContext(Path workspace, String idempotencyKey) {
        this(workspace, idempotencyKey, new ArrayList<>());
    }

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
    public void conceal(String name, String value) {
        concealed.add(name + "=" + value);
    }

    @Override
    public void heartbeat() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
