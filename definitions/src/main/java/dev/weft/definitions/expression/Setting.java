package dev.weft.definitions.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed value of a definition (a duration, a number) that is either fixed when written or computed in the run.
 *
 * @param <T> its type once resolved
 */
public sealed interface Setting<T> {
    /**
     * Gives the value for one run.
     *
     * @throws EvaluationException when the expression fails or its value isn't of the type
     */
    T resolve(Scope scope) throws EvaluationException;

    /** Known when the definition was read. */
    record Fixed<T>(T value) implements Setting<T> {
        @Override
        public T resolve(Scope scope) {
            return value;
        }
    }

    /**
     * Computed in the run.
     *
     * @param template gives the raw value
     * @param reader makes the type out of it; throws {@link IllegalArgumentException} with «Expected X, but found Y»
     */
    record Dynamic<T>(Template template, Function<@Nullable Object, T> reader) implements Setting<T> {
        @Override
        public T resolve(Scope scope) throws EvaluationException {
            try {
                return reader.apply(template.evaluate(scope));
            } catch (IllegalArgumentException e) {
                throw new EvaluationException(template.toString(), String.valueOf(e.getMessage()));
            }
        }
    }
}
