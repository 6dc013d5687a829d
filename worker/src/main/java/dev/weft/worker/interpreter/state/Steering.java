package dev.weft.worker.interpreter.state;

import java.util.Optional;

/** What a person can have become of a task that failed. */
public enum Steering {
    /** It is done anew. */
    RETRY,
    /** The run goes on as if it had completed with {@code null}. */
    SKIP,
    /** It completes with an output that the person gives. */
    COMPLETE,
    /** It fails. */
    FAIL;

    /** The one that a command names. */
    public static Optional<Steering> of(String command) {
        return switch (command) {
            case "retry" -> Optional.of(RETRY);
            case "skip" -> Optional.of(SKIP);
            case "complete" -> Optional.of(COMPLETE);
            case "fail" -> Optional.of(FAIL);
            default -> Optional.empty();
        };
    }
}
