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
 * @param task path of the task that it belongs to; {@code null} where it belongs to none
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
        /** A field of a task as a whole. */
        WHOLE,
        /** Whether an item of a {@code for_each} is taken. */
        WHERE,
        /** What a {@code repeat} begins with: of each item, before its first turn. */
        BEFORE_TURNS,
        /** A field of each item or turn of a task, its parameters among them. */
        ITEM,
        /** The test of a {@code repeat}, after a turn. */
        TURN,
        /** The outputs of a block: after all of its tasks. */
        BLOCK_OUTPUTS,
        /** The outputs: after all tasks. */
        OUTPUTS,
        /** A trigger by time. */
        SCHEDULE,
        /** A trigger by an event. */
        EVENT,
        /** A trigger by a call. */
        WEBHOOK
    }

    /** What the value must be. */
    public enum Result {
        ANY,
        /** A condition: true or false, and nothing absent. */
        BOOLEAN,
        /** A parameter that is true or false. */
        TRUTH,
        TEXT,
        WHOLE,
        NUMBER,
        DURATION,
        /** A time, or text of one. */
        TIME,
        LIST,
        /** A list of texts. */
        TEXTS,
        MAP,
        /** A list, or a map of lists. */
        COLLECTION,
        /** A whole number, or text such as {@code 10%} or {@code 512MB}. */
        QUANTITY
    }
}
