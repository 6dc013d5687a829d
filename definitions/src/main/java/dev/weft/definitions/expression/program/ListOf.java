package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Maybe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [a, b, ?c]}.
 *
 * @param optional indexes of the items that are left out where they have no value
 */
record ListOf(List<Node> items, Set<Integer> optional) implements Node {
    @Override
    public List<@Nullable Object> evaluate(Evaluation evaluation) throws Failure {
        evaluation.budget.spend(1L + items.size());
        List<@Nullable Object> values = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Object value = items.get(i).evaluate(evaluation);
            if (!optional.contains(i)) {
                values.add(value);
            } else if (optional(value).present()) {
                values.add(optional(value).value());
            }
        }
        return values;
    }

    static Maybe optional(@Nullable Object value) throws Failure {
        if (value instanceof Maybe maybe) {
            return maybe;
        }
        throw new Failure("Expected an optional value after ?, but found " + Kind.words(value));
    }
}
