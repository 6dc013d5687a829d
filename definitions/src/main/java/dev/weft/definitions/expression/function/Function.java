package dev.weft.definitions.expression.function;

import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import org.jspecify.annotations.Nullable;

/** What a call in an expression does. Pure and thread safe. */
@FunctionalInterface
public interface Function {
    /**
     * Applies it.
     *
     * @param arguments the receiver first, where there is one
     * @param budget spent before anything large is built
     */
    @Nullable Object apply(@Nullable Object[] arguments, Budget budget) throws Failure;
}
