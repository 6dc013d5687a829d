package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Members;

/** {@code has(a.b)}. */
record Has(Node operand, String field, String label) implements Node {
    @Override
    public Boolean evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        return Members.has(operand.evaluate(evaluation), field, label);
    }
}
