package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.ForEach;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a {@code for_each}. */
public final class ForEachItems {
    /** More combinations than this are not written out to be counted. */
    private static final int MOST = 1_000_000;

    private ForEachItems() {}

    /**
     * An item.
     *
     * @param number its place in {@code in}, or that of the batch
     */
    public record Item(int number, @Nullable Object value) {}

    static List<Item> of(ForEach each, Scope scope) throws EvaluationException {
        List<Item> taken = new ArrayList<>();
        List<@Nullable Object> all = all(each, scope);
        for (int i = 0; i < all.size(); i++) {
            Item item = new Item(i, all.get(i));
            if (each.where() == null || Conditions.holds(each.where(), seeing(each.as(), item, scope))) {
                taken.add(item);
            }
        }
        return each.batch() == null ? taken : batches(taken, each.batch().resolve(scope));
    }

    private static Scope seeing(String as, Item item, Scope scope) {
        return name -> name.equals(as)
                ? item.value()
                : name.equals("index") ? (Object) (long) item.number() : scope.find(name);
    }

    private static List<Item> batches(List<Item> items, int size) {
        List<Item> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            List<@Nullable Object> batch = new ArrayList<>();
            items.subList(from, Math.min(items.size(), from + size)).forEach(item -> batch.add(item.value()));
            batches.add(new Item(batches.size(), batch));
        }
        return batches;
    }

    private static List<@Nullable Object> all(ForEach each, Scope scope) throws EvaluationException {
        Object in = each.in().evaluate(scope);
        if (Secrets.in(in)) {
            throw new EvaluationException(each.in().toString(), "Expected items without secrets, but found one");
        }
        return switch (in) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> matrix -> combinations(each, matrix);
            case null -> throw new EvaluationException(each.in().toString(), "Expected a list, but found null");
            default ->
                throw new EvaluationException(
                        each.in().toString(), "Expected a list or a map of lists, but found " + in);
        };
    }

    /** Every combination, the last key varying fastest. */
    private static List<@Nullable Object> combinations(ForEach each, Map<?, ?> matrix) throws EvaluationException {
        List<Map<String, @Nullable Object>> combinations = List.of(new LinkedHashMap<>());
        for (Map.Entry<?, ?> side : matrix.entrySet()) {
            if (!(side.getValue() instanceof List<?> values)) {
                throw new EvaluationException(
                        each.in().toString(),
                        "Expected a list for %s, but found %s".formatted(side.getKey(), side.getValue()));
            }
            if ((long) combinations.size() * values.size() > MOST) {
                throw new EvaluationException(
                        each.in().toString(), "Expected at most %d combinations, but found more".formatted(MOST));
            }
            List<Map<String, @Nullable Object>> longer = new ArrayList<>();
            for (Map<String, @Nullable Object> combination : combinations) {
                for (Object value : values) {
                    Map<String, @Nullable Object> next = new LinkedHashMap<>(combination);
                    next.put(String.valueOf(side.getKey()), value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return matrix.isEmpty() ? List.of() : new ArrayList<>(combinations);
    }
}
