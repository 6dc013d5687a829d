package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression and where it stands.
 *
 * @param expression its text
 * @param scalar that holds it
 * @param start where its text begins in {@link ScalarNode#text()}
 * @param place what it belongs to, from which the names follow that it may use
 * @param task id of the task that it belongs to; {@code null} where it belongs to none
 * @param result what its value must be
 * @param sees names that it may use beside those of its place, such as {@code event}
 */
public record ExpressionSite(
        Expression expression,
        ScalarNode scalar,
        int start,
        Place place,
        @Nullable String task,
        Result result,
        List<String> sees) {
    public ExpressionSite {
        sees = List.copyOf(sees);
    }

    /** What an expression belongs to. */
    public enum Place {
        /** The policy or defaults: before any task. */
        RUN,
        /** A field of a task. */
        TASK,
        /** The outputs: after all tasks. */
        OUTPUTS
    }

    /** What the value must be. */
    public enum Result {
        ANY,
        BOOLEAN
    }
}
