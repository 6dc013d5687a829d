package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task again and again.
 *
 * @param kind what the test means
 * @param test evaluated after each turn
 * @param max turns at most, at least 1
 * @param delay between turns; {@code null} for none
 * @param from what the task's own output is before the first turn ends; {@code null} for {@code null}
 */
public record Repeat(
        Kind kind,
        Expression test,
        Setting<Integer> max,
        @Nullable Setting<Duration> delay,
        @Nullable Template from) {
    /** What the test means. */
    public enum Kind {
        /** A goal: turns end when it holds; never reached, the task fails with {@code repeat_exhausted}. */
        UNTIL,
        /** A permit: turns go on while it holds; after the last one the task completes. */
        WHILE
    }
}
