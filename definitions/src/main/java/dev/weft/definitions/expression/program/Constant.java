package dev.weft.definitions.expression.program;

import org.jspecify.annotations.Nullable;

/** A literal. */
record Constant(@Nullable Object value) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
        return value;
    }
}
