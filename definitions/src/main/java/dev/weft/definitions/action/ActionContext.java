package dev.weft.definitions.action;

import java.nio.file.Path;

/** What an attempt may know and do. Thread safe. */
public interface ActionContext {
    /** Id of the run. */
    String run();

    /** Id of the definition. */
    String workflow();

    /** Path of the task. */
    String path();

    /** From 1. */
    int attempt();

    /** Stable over the retries of one execution of a task: send it along wherever an effect could happen twice. */
    String idempotencyKey();

    /** The folder where relative paths of a run's files start. */
    Path workspace();

    /**
     * Has a value taken out of all that the attempt gives back, as the secrets are that it was given: what it came to
     * know on the way, such as a token that it fetched.
     *
     * @param name what stands in its place, for people
     * @param value the secret
     */
    void conceal(String name, String value);

    /**
     * Says something about the attempt in the run's log, for people. Cheap; never fails and never waits. Secrets that the attempt
     * was given are taken out; a line has at most 8 KiB, an attempt 2,000 lines and 1 MiB. Where the platform has no log, and in
     * attempts that were lost with their worker, lines go nowhere.
     *
     * @param source a word for what it is that says it, such as {@code stderr}
     * @param text one line or several, each of which becomes a line of the log
     */
    default void log(LogLevel level, String source, String text) {}

    /** As the other: the agent's or action's own words. */
    default void log(LogLevel level, String text) {
        log(level, "agent", text);
    }

    /**
     * A sign of life. Cheap: call it as often as there is progress.
     *
     * @throws InterruptedException when the attempt has been cancelled meanwhile
     */
    void heartbeat() throws InterruptedException;
}
