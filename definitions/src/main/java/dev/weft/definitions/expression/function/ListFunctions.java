package dev.weft.definitions.expression.function;

import dev.weft.definitions.expression.value.Arithmetic;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Maybe;
import dev.weft.definitions.expression.value.Normal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on lists, whose items may be null here. */
final class ListFunctions {
    private ListFunctions() {}

    static void addTo(Map<String, List<Overload>> functions) {
        functions.put("lists.range", List.of(Overload.of(ListFunctions::range, Long.class)));
        functions.put("slice", List.of(Overload.of(ListFunctions::slice, List.class, Long.class, Long.class)));
        functions.put(
                "flatten",
                List.of(
                        Overload.of((a, budget) -> flatten(list(a), 1, budget), List.class),
                        Overload.of((a, budget) -> flatten(list(a), depth(a), budget), List.class, Long.class)));
        functions.put("distinct", List.of(Overload.of((a, budget) -> Sorting.distinct(list(a), budget), List.class)));
        functions.put("sort", List.of(Overload.of((a, budget) -> Sorting.sort(list(a), budget), List.class)));
        functions.put(
                "lists.@sortByAssociatedKeys",
                List.of(Overload.of((a, budget) -> Sorting.sortPairs(list(a), budget), List.class)));
        functions
                .computeIfAbsent("reverse", name -> new ArrayList<>())
                .add(Overload.of(ListFunctions::reverse, List.class));
        functions.put("first", List.of(Overload.of((a, budget) -> end(list(a), true), List.class)));
        functions.put("last", List.of(Overload.of((a, budget) -> end(list(a), false), List.class)));
        functions.put("sum", List.of(Overload.of(ListFunctions::sum, List.class)));
    }

    private static List<?> list(@Nullable Object[] arguments) {
        return (List<?>) arguments[0];
    }

    private static Object range(@Nullable Object[] arguments, Budget budget) throws Failure {
        long end = Math.max(0, (Long) arguments[0]);
        budget.spend(end);
        List<@Nullable Object> numbers = new ArrayList<>((int) end);
        for (long i = 0; i < end; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static Object slice(@Nullable Object[] arguments, Budget budget) throws Failure {
        List<?> list = list(arguments);
        long from = (Long) arguments[1];
        long to = (Long) arguments[2];
        if (from < 0 || to < from || to > list.size()) {
            throw new Failure("Expected a slice from 0 to " + list.size() + ", but found " + from + " to " + to);
        }
        budget.spend(to - from);
        return new ArrayList<@Nullable Object>(list.subList((int) from, (int) to));
    }

    private static long depth(@Nullable Object[] arguments) throws Failure {
        long depth = (Long) arguments[1];
        if (depth < 0) {
            throw new Failure("Expected a depth of at least 0, but found " + depth);
        }
        return depth;
    }

    private static List<@Nullable Object> flatten(List<?> list, long depth, Budget budget) throws Failure {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object raw : list) {
            budget.spend(1);
            Object item = Normal.scalar(raw);
            if (item instanceof List<?> inner && depth > 0) {
                flat.addAll(flatten(inner, depth - 1, budget));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static Object reverse(@Nullable Object[] arguments, Budget budget) throws Failure {
        List<@Nullable Object> reversed = new ArrayList<>(list(arguments));
        budget.spend(reversed.size());
        Collections.reverse(reversed);
        return reversed;
    }

    private static Maybe end(List<?> list, boolean first) {
        return list.isEmpty() ? Maybe.NONE : Maybe.of(Normal.scalar(list.get(first ? 0 : list.size() - 1)));
    }

    private static Object sum(@Nullable Object[] arguments, Budget budget) throws Failure {
        Object sum = 0L;
        for (Object raw : list(arguments)) {
            budget.spend(1);
            Object item = Normal.scalar(raw);
            if (!(item instanceof Number)) {
                throw new Failure("Expected a list of numbers to sum, but found " + Kind.words(item) + " in it");
            }
            sum = Arithmetic.add(sum, item, budget);
        }
        return sum;
    }
}
