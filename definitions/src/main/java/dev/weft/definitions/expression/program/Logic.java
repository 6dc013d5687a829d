package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import org.jspecify.annotations.Nullable;

/**
 * {@code &&} and {@code ||}. As in CEL, one side that decides makes the failure of the other not matter.
 *
 * @param decisive the value of one side that decides: false for {@code &&}, true for {@code ||}
 */
record Logic(Node left, Node right, boolean decisive) implements Node {
    @Override
    public Boolean evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        Failure failure = null;
        try {
            if (test(left, evaluation) == decisive) {
                return decisive;
            }
        } catch (Failure e) {
            failure = absorbed(e);
        }
        try {
            if (test(right, evaluation) == decisive) {
                return decisive;
            }
        } catch (Failure e) {
            throw failure == null || e.isFatal() ? e : failure;
        }
        if (failure != null) {
            throw failure;
        }
        return !decisive;
    }

    private boolean test(Node side, Evaluation evaluation) throws Failure {
        return side.test(evaluation, decisive ? "on both sides of ||" : "on both sides of &&");
    }

    private static @Nullable Failure absorbed(Failure failure) throws Failure {
        if (failure.isFatal()) {
            throw failure;
        }
        return failure;
    }
}
