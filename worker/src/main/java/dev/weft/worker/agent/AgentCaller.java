package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentKind;
import org.jspecify.annotations.Nullable;

/**
 * Calls agents of one kind. Thread safe.
 *
 * @param <K> the kind
 */
interface AgentCaller<K extends AgentKind> {
    /**
     * Makes one call and waits for its end.
     *
     * @return what the agent returns: JSON-like
     * @throws ActionException when the agent fails, can't be reached, or answers something that it shouldn't
     * @throws InterruptedException when the attempt is cancelled or out of time; nothing of the call is left
     */
    @Nullable Object call(AgentCall<K> call) throws ActionException, InterruptedException;

    /**
     * Looks whether it could be called, without any work being done.
     *
     * @throws ActionException why it can't
     * @throws InterruptedException when it takes too long
     */
    void check(AgentCheck<K> check) throws ActionException, InterruptedException;
}
