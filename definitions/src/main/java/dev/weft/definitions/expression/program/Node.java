package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import org.jspecify.annotations.Nullable;

/** A piece of a compiled expression. Immutable and thread safe. */
interface Node {
    /** Its value: one that {@link dev.weft.definitions.expression.value.Kind} knows. */
    @Nullable Object evaluate(Evaluation evaluation) throws Failure;

    /**
     * Its value, which must be a boolean.
     *
     * @param place where it stands, for the message
     */
    default boolean test(Evaluation evaluation, String place) throws Failure {
        Object value = evaluate(evaluation);
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw new Failure("Expected a boolean " + place + ", but found " + Kind.words(value));
    }
}
