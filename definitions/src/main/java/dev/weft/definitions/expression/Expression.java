package dev.weft.definitions.expression;

import dev.weft.definitions.expression.program.Program;
import dev.weft.definitions.expression.value.Failure;
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
    private volatile @Nullable Program program;

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
        try {
            return here(scope);
        } catch (ElsewhereException e) {
            return scope.elsewhere(Formula.of(this), scope);
        }
    }

    /** As {@link #evaluate}, where all that it looks into is at hand. */
    @Nullable Object here(Scope scope) throws EvaluationException {
        Program compiled = compiled();
        try {
            return compiled.evaluate(scope);
        } catch (Failure failure) {
            throw new EvaluationException(text, failure.message());
        }
    }

    /** What it refers to: the names of the scope, and the tasks. {@link References#NONE} of a text that isn't CEL. */
    public References references() {
        try {
            return compiled().references();
        } catch (EvaluationException e) {
            return References.NONE;
        }
    }

    private Program compiled() throws EvaluationException {
        Program compiled = program;
        if (compiled == null) {
            compiled = Expressions.program(text);
            program = compiled;
        }
        return compiled;
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
