package dev.weft.definitions.expression;

import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees: {@code inputs}, {@code tasks}, {@code run}, {@code now}, {@code item} and so on.
 *
 * <p>Values are what {@link Values} calls normal: {@code null}, {@link Boolean}, {@link Long}, {@link Double},
 * {@link String}, {@link java.time.Instant}, and lists and string-keyed maps of these. Maps may be lazy views.
 */
@FunctionalInterface
public interface Scope {
    /**
     * Returns the value of a name, {@code null} where it is absent or null.
     *
     * @param name a root name, such as {@code inputs}
     */
    @Nullable Object find(String name);

    /**
     * A large value itself, all of it.
     *
     * @throws ElsewhereException where it isn't at hand
     */
    default @Nullable Object open(LargeValue large) {
        throw new ElsewhereException(large);
    }

    /**
     * The value of what looks into a {@link LargeValue}, and so can't be evaluated here. Here that is a failure; a run has it
     * evaluated where the value is.
     *
     * @param formula what looks into one
     * @param seen the scope that it is evaluated with: this one, or one that knows more names and leaves the rest to this
     */
    default @Nullable Object elsewhere(Formula formula, Scope seen) throws EvaluationException {
        throw new EvaluationException(
                String.join("", formula.parts()),
                "Expected values at hand, but found a large one that is kept elsewhere, which can't be looked into here");
    }
}
