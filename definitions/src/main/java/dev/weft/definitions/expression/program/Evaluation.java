package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Normal;
import org.jspecify.annotations.Nullable;

/** One evaluation of a program: its scope, its local variables, its budget. Not thread safe. */
final class Evaluation {
    private static final Object UNREAD = new Object();

    final Budget budget;
    final @Nullable Object[] locals;
    private final Scope scope;
    private final @Nullable Object[] roots;

    Evaluation(Scope scope, int roots, int locals, Budget budget) {
        this.budget = budget;
        this.scope = scope;
        this.roots = new Object[roots];
        this.locals = new Object[locals];
        java.util.Arrays.fill(this.roots, UNREAD);
    }

    /** A step of the evaluation. */
    void step() throws Failure {
        budget.spend(1);
    }

    /** The value of a name of the scope, which is asked for it once. */
    @Nullable Object root(int slot, String name) {
        Object value = roots[slot];
        if (value == UNREAD) {
            value = Normal.scalar(scope.find(name));
            roots[slot] = value;
        }
        return value;
    }
}
