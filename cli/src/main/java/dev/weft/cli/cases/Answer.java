package dev.weft.cli.cases;

import dev.weft.definitions.expression.Template;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt of a mocked task comes to.
 *
 * @param output over {@code parameters}, {@code attempt}, {@code call} and {@code path}; {@code null} where it fails
 * @param failure {@code null} where it doesn't
 * @param takes how long it is at work, in virtual time
 * @param times so many calls; {@code null} for all that follow
 */
public record Answer(
        @Nullable Template output,
        @Nullable Fails failure,
        Duration takes,
        @Nullable Integer times) {
    /** How it fails. */
    public record Fails(String code, String message, boolean retryable) {}
}
