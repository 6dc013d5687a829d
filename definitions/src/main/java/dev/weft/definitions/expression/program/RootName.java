package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A name of the scope.
 *
 * @param type what the name means where the scope doesn't know it: a type, such as {@code int}; mostly null
 */
record RootName(String name, int slot, @Nullable Kind type) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        Object value = evaluation.root(slot, name);
        return value == null ? type : value;
    }
}
