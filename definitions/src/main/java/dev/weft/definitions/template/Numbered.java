package dev.weft.definitions.template;

import dev.weft.definitions.expression.Values;
import dev.weft.definitions.input.InputFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a numbered parameter.
 *
 * @param parameter that is numbered
 * @param byNumber values by their numbers, from 1
 */
record Numbered(TemplateParameter parameter, TreeMap<Integer, @Nullable Object> byNumber) {
    /** Takes those of a parameter out of what is given. */
    static Numbered taken(TemplateParameter parameter, Map<String, @Nullable Object> given) {
        TreeMap<Integer, @Nullable Object> found = new TreeMap<>();
        Iterator<Map.Entry<String, @Nullable Object>> all = given.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, @Nullable Object> one = all.next();
            int number = parameter.number(one.getKey());
            if (number > 0) {
                found.put(number, Values.normalise(one.getValue()));
                all.remove();
            }
        }
        return new Numbered(parameter, found);
    }

    boolean isGiven() {
        return !byNumber.isEmpty();
    }

    List<@Nullable Object> values() {
        return new ArrayList<>(byNumber.values());
    }

    /** That a number is missing below the highest one. */
    Optional<InputFailure> gap() {
        for (int number = 1; number < byNumber.lastKey(); number++) {
            if (!byNumber.containsKey(number)) {
                return Optional.of(TemplateBinding.failure(
                        parameter.name(number),
                        "expected a value, as there is a " + parameter.name(byNumber.lastKey()) + ", but found none",
                        "Count from 1 without a gap."));
            }
        }
        return Optional.empty();
    }
}
