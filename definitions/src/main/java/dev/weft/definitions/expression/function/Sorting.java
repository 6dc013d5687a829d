package dev.weft.definitions.expression.function;

import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Comparison;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Normal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Order in lists, stable, and items that occur once. */
final class Sorting {
    private Sorting() {}

    static List<@Nullable Object> sort(List<?> list, Budget budget) throws Failure {
        List<@Nullable Object> sorted = new ArrayList<>(list.size());
        for (Object item : list) {
            budget.spend(1);
            sorted.add(Normal.scalar(item));
        }
        order(sorted, comparator(budget));
        return sorted;
    }

    /** Sorts pairs of a key and a value by the keys, and gives the values. */
    static List<@Nullable Object> sortPairs(List<?> list, Budget budget) throws Failure {
        List<List<?>> pairs = new ArrayList<>(list.size());
        for (Object pair : list) {
            budget.spend(1);
            pairs.add((List<?>) pair);
        }
        Comparator<@Nullable Object> keys = comparator(budget);
        order(pairs, (left, right) -> keys.compare(left.get(0), right.get(0)));
        List<@Nullable Object> sorted = new ArrayList<>(pairs.size());
        pairs.forEach(pair -> sorted.add(pair.get(1)));
        return sorted;
    }

    private static <T extends @Nullable Object> void order(List<T> list, Comparator<? super T> comparator)
            throws Failure {
        try {
            list.sort(comparator);
        } catch (Unsortable e) {
            throw e.failure;
        }
    }

    private static Comparator<@Nullable Object> comparator(Budget budget) {
        return (left, right) -> {
            try {
                budget.spend(1);
                if (left instanceof Number x && right instanceof Number y && !Comparison.isOrdered(x, y)) {
                    return Double.compare(x.doubleValue(), y.doubleValue());
                }
                return Comparison.compare(left, right, "sort", budget);
            } catch (Failure e) {
                throw new Unsortable(e);
            }
        };
    }

    static List<@Nullable Object> distinct(List<?> list, Budget budget) throws Failure {
        Map<@Nullable Object, @Nullable Object> seen = new LinkedHashMap<>();
        for (Object item : list) {
            seen.putIfAbsent(canonical(item, budget), Normal.scalar(item));
        }
        return new ArrayList<>(seen.values());
    }

    /** A form in which CEL's equality is that of Java. */
    private static @Nullable Object canonical(@Nullable Object raw, Budget budget) throws Failure {
        budget.spend(1);
        Object value = Normal.scalar(raw);
        if (value instanceof String text) {
            budget.spendText(text.length());
        }
        if (value instanceof Double number) {
            if (number.isNaN()) {
                return new Object();
            }
            long whole = number.longValue();
            return Comparison.compare((Number) whole, number) == 0 ? (Object) whole : number;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                items.add(canonical(item, budget));
            }
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> items = new HashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                items.put(entry.getKey(), canonical(entry.getValue(), budget));
            }
            return items;
        }
        return value;
    }

    /** Carries a failure out of a comparator. */
    private static final class Unsortable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        Unsortable(Failure failure) {
            super(failure.message(), failure, false, false);
            this.failure = failure;
        }
    }
}
