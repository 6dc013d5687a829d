package dev.weft.definitions.action;

import org.jspecify.annotations.Nullable;

/**
 * Something a task can do: the SPI of actions that work. One class, found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are thread safe: one instance serves all tasks of a worker.
 *
 * @param <P> record of its parameters
 */
public interface Action<P extends Record> {
    /** Its name, parameters, documentation and traits. */
    ActionSpec<P> spec();

    /**
     * Does the work of one attempt. May be called again with the same idempotency key, after a failure or a kill.
     *
     * @param parameters bound and checked against {@link ActionSpec#parameters()}, with secrets resolved
     * @param context of this attempt
     * @return the output: JSON-like (null, Boolean, numbers, String, List, Map)
     * @throws ActionException when the work failed
     * @throws InterruptedException when the attempt is cancelled or out of time; no effect outside should follow
     */
    @Nullable Object execute(P parameters, ActionContext context) throws ActionException, InterruptedException;
}
