package dev.weft.worker.agent.watch;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.agent.WatchedAgent;
import org.jspecify.annotations.Nullable;

/** Looks at agents. Thread safe. */
@FunctionalInterface
public interface AgentProbe {
    /**
     * Looks once.
     *
     * @return what is wrong, without secrets; {@code null} for nothing
     * @throws InterruptedException when it takes too long
     */
    @Nullable Failure look(WatchedAgent agent) throws InterruptedException;
}
