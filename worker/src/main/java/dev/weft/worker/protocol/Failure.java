package dev.weft.worker.protocol;

/**
 * Something that went wrong in a run.
 *
 * @param code stable: {@code timeout}, {@code lost}, {@code http_503}, an agent's own …
 * @param message for people: what happened and, where known, what to do
 * @param retryable whether another attempt could help
 */
public record Failure(String code, String message, boolean retryable) {
    /** One that no other attempt mends. */
    public static Failure permanent(String code, String message) {
        return new Failure(code, message, false);
    }
}
