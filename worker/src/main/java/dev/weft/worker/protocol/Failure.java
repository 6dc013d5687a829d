package dev.weft.worker.protocol;

/**
 * Something that went wrong in a run.
 *
 * @param code stable: {@code timeout}, {@code lost}, {@code http_503}, an agent's own …; at most 200 characters
 * @param message for people: what happened and, where known, what to do; at most 4,000 characters, the rest is cut
 * @param retryable whether another attempt could help
 */
public record Failure(String code, String message, boolean retryable) {
    private static final int MAX_CODE = 200;
    private static final int MAX_MESSAGE = 4_000;

    public Failure {
        code = cut(code, MAX_CODE);
        message = cut(message, MAX_MESSAGE);
    }

    /** One that no other attempt mends. */
    public static Failure permanent(String code, String message) {
        return new Failure(code, message, false);
    }

    private static String cut(String text, int most) {
        if (text == null) {
            return "";
        }
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
