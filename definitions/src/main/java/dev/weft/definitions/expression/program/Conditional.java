package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import org.jspecify.annotations.Nullable;

/** {@code condition ? yes : no}. */
record Conditional(Node condition, Node yes, Node no) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        return condition.test(evaluation, "before ?") ? yes.evaluate(evaluation) : no.evaluate(evaluation);
    }
}
