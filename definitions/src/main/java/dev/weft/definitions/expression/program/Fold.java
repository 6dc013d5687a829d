package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Gathered;
import dev.weft.definitions.expression.value.GatheredMap;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Normal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the macros {@code all, exists, map, filter, …} become: a loop over a list or the keys of a map.
 *
 * @param range gone over
 * @param item slot of the item or key
 * @param second slot of the second variable (with it the first is the index or key), −1 for none
 * @param accumulator slot of the accumulator
 * @param initial value of the accumulator
 * @param condition goes on while this isn't false
 * @param step next value of the accumulator
 * @param result evaluated at the end
 * @param absorbs whether a failure of a step may be made up for by a later one: {@code all} and {@code exists}
 */
record Fold(
        Node range,
        int item,
        int second,
        int accumulator,
        Node initial,
        Node condition,
        Node step,
        Node result,
        boolean absorbs)
        implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        Object over = range.evaluate(evaluation);
        evaluation.locals[accumulator] = initial.evaluate(evaluation);
        if (over instanceof List<?> list) {
            items(list, evaluation);
        } else if (over instanceof Map<?, ?> map) {
            entries(map, evaluation);
        } else {
            throw new Failure("Expected a list or map to go over, but found " + Kind.words(over));
        }
        return close(result.evaluate(evaluation));
    }

    private void items(List<?> list, Evaluation evaluation) throws Failure {
        long index = 0;
        for (Object value : list) {
            if (second >= 0) {
                evaluation.locals[second] = Normal.scalar(value);
                evaluation.locals[item] = index++;
            } else {
                evaluation.locals[item] = Normal.scalar(value);
            }
            if (!turn(evaluation)) {
                return;
            }
        }
    }

    private void entries(Map<?, ?> map, Evaluation evaluation) throws Failure {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            evaluation.locals[item] = entry.getKey();
            if (second >= 0) {
                evaluation.locals[second] = Normal.scalar(entry.getValue());
            }
            if (!turn(evaluation)) {
                return;
            }
        }
    }

    private boolean turn(Evaluation evaluation) throws Failure {
        evaluation.step();
        if (Boolean.FALSE.equals(condition.evaluate(evaluation))) {
            return false;
        }
        try {
            evaluation.locals[accumulator] = step.evaluate(evaluation);
        } catch (Failure failure) {
            if (!absorbs || failure.isFatal()) {
                throw failure;
            }
            evaluation.locals[accumulator] = failure;
        }
        return true;
    }

    private static @Nullable Object close(@Nullable Object value) {
        if (value instanceof Gathered list) {
            list.close();
        } else if (value instanceof GatheredMap map) {
            map.close();
        }
        return value;
    }
}
