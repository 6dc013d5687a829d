package dev.weft.api;

import java.util.Optional;
import java.util.function.Function;

/**
 * How callers are let in.
 *
 * @param requestsPerSecond of one token, at least 1; twice as many at once after a pause
 */
public record AccessSettings(int requestsPerSecond) {
    /** The variable that says {@code requestsPerSecond}. */
    public static final String RATE = "WEFT_REQUESTS_PER_SECOND";

    /** Where nothing is said. */
    public static final AccessSettings DEFAULTS = new AccessSettings(500);

    public AccessSettings {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Expected " + RATE + " to be at least 1, but found " + requestsPerSecond + ".");
        }
    }

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static AccessSettings of(Function<String, Optional<String>> variables) {
        return new AccessSettings(
                variables.apply(RATE).map(AccessSettings::number).orElse(DEFAULTS.requestsPerSecond));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected " + RATE + " to be a whole number, but found «" + text + "».", e);
        }
    }
}
