package dev.weft.definitions.agent;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent written in Java: the SPI of kind {@code java}, found by {@link java.util.ServiceLoader}. Thread safe: one
 * instance serves all tasks of a worker.
 */
public interface AgentHandler {
    /** The name by which an agent's YAML refers to it. */
    String name();

    /**
     * What an agent's file says of it, for {@code weft agents generate}: {@code description}, {@code capabilities}, {@code
     * operations}, {@code output} and the like; JSON-like. Nothing for one that doesn't say.
     */
    default Map<String, @Nullable Object> describe() {
        return Map.of();
    }

    /**
     * Whether it can do its work now: asked again and again where the agent's file says {@code health}. One that has nothing to look
     * after can.
     *
     * @throws ActionException why it can't
     * @throws InterruptedException when it takes too long
     */
    default void check() throws ActionException, InterruptedException {}

    /**
     * Does the work of one attempt; may be called again with the same idempotency key.
     *
     * @param operation that the task asks for; empty where it names none
     * @param parameters of the task, normal values
     * @return the output: JSON-like
     * @throws ActionException when the work failed
     * @throws InterruptedException when the attempt is cancelled or out of time
     */
    @Nullable Object handle(String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException;
}
