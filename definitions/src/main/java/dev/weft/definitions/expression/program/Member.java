package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Members;
import org.jspecify.annotations.Nullable;

/**
 * {@code a.b} and {@code a[b]}.
 *
 * @param label the operand in the author's words
 */
record Member(Node operand, Node key, String label) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        return Members.get(operand.evaluate(evaluation), key.evaluate(evaluation), label);
    }
}
