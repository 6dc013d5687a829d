package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import org.jspecify.annotations.Nullable;

/** A variable of a macro. A failure in it is one of an earlier turn of {@code all} or {@code exists}, met again here. */
record LocalName(int slot) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        Object value = evaluation.locals[slot];
        if (value instanceof Failure failure) {
            throw failure;
        }
        return value;
    }
}
