package dev.weft.definitions.expression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One CEL expression. Compiled when it is first evaluated and then kept, so that a large plan costs nothing for
 * expressions that a run never reaches. Equal when the texts are.
 *
 * <p>Immutable from outside and thread safe.
 */
public final class Expression {
    private final String text;

    /**
     * @param text CEL, without <code>${{ }}</code>
     */
    public Expression(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** The CEL text as written. */
    public String text() {
        return text;
    }

    /**
     * Evaluates with the names of a scope.
     *
     * @return a normal value (see {@link Scope})
     * @throws EvaluationException when the text isn't CEL, a field is missing, types don't fit, or the cost limit is reached
     */
    public @Nullable Object evaluate(Scope scope) throws EvaluationException {
        throw new UnsupportedOperationException("not yet: " + scope.find("inputs"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
