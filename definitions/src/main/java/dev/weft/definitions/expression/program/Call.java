package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.function.Function;
import dev.weft.definitions.expression.value.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function with its arguments, the receiver first. */
record Call(Function function, List<Node> arguments) implements Node {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) throws Failure {
        evaluation.step();
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(evaluation);
        }
        return function.apply(values, evaluation.budget);
    }
}
