package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Maybe;
import dev.weft.definitions.expression.value.Members;

/** {@code a.?b} and {@code a[?b]}. */
record OptionalMember(Node operand, Node key, String label) implements Node {
    @Override
    public Maybe evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        return Members.find(operand.evaluate(evaluation), key.evaluate(evaluation), label);
    }
}
