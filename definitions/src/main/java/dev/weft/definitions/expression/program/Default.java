package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Maybe;
import org.jspecify.annotations.Nullable;

/**
 * {@code a.or(b)} and {@code a.orValue(b)}: b is evaluated only where a has no value.
 *
 * @param unwraps whether it gives the value itself
 */
record Default(Node operand, Node other, boolean unwraps) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        Object value = operand.evaluate(evaluation);
        if (!(value instanceof Maybe maybe)) {
            throw new Failure("Expected an optional value before ." + (unwraps ? "orValue" : "or") + ", but found "
                    + Kind.words(value) + ": write .? instead of . before the name that may be missing");
        }
        if (!maybe.present()) {
            return other.evaluate(evaluation);
        }
        return unwraps ? maybe.value() : maybe;
    }
}
