package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Scope;
import dev.weft.worker.protocol.Failure;

/** Expressions that must be true or false, and what becomes of those that can't be evaluated. */
public final class Conditions {
    private Conditions() {}

    public static boolean holds(Expression condition, Scope scope) throws EvaluationException {
        Object value = condition.evaluate(scope);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new EvaluationException(
                condition.text(), "Expected true or false, but found " + (value == null ? "null" : value));
    }

    /** The failure of a task whose expression failed. */
    public static Failure failure(EvaluationException e) {
        return Failure.permanent("expression", "%s in: %s".formatted(e.getMessage(), e.expression()));
    }
}
