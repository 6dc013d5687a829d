package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;

/** Whether {@code all} and {@code exists} go on: unless it is already decided; a failure doesn't decide. */
record NotStrictlyFalse(Node operand) implements Node {
    @Override
    public Boolean evaluate(Evaluation evaluation) throws Failure {
        try {
            return !Boolean.FALSE.equals(operand.evaluate(evaluation));
        } catch (Failure failure) {
            if (failure.isFatal()) {
                throw failure;
            }
            return true;
        }
    }
}
