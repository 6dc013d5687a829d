package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Formula;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.ForEach;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.ReadNames;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.protocol.large.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    static List<Item> of(Turn turn, ForEach each, RunScope scope) throws EvaluationException {
        Object in = each.in().evaluate(scope);
        Integer batch = each.batch() == null ? null : each.batch().resolve(scope);
        boolean mustLookInto = in instanceof LargeValue
                || (LargeValue.in(in) && (in instanceof Map || each.where() != null || batch != null));
        return mustLookInto
                ? elsewhere(turn, each, in, batch, scope)
                : of(in, each.in().toString(), each.where(), each.as(), batch, scope);
    }

    /**
     * The items.
     *
     * @param in the list or matrix
     * @param source how it is written
     * @param where {@code null} for all of them
     * @param as the name of an item in that
     * @param batch how many make one; {@code null} for each by itself
     */
    public static List<Item> of(
            @Nullable Object in,
            String source,
            @Nullable Expression where,
            String as,
            @Nullable Integer batch,
            Scope scope)
            throws EvaluationException {
        List<Item> taken = new ArrayList<>();
        List<@Nullable Object> all = all(in, source);
        for (int i = 0; i < all.size(); i++) {
            Item item = new Item(i, all.get(i));
            if (where == null || Conditions.holds(where, new Seeing(as, item, scope))) {
                taken.add(item);
            }
        }
        return batch == null ? taken : batches(taken, batch);
    }

    /** The items of what is kept elsewhere. */
    private static List<Item> elsewhere(
            Turn turn, ForEach each, @Nullable Object in, @Nullable Integer batch, RunScope scope)
            throws EvaluationException {
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("in", in);
        what.put("source", each.in().toString());
        what.put("as", each.as());
        what.put("batch", batch == null ? null : (Object) batch.longValue());
        if (each.where() != null) {
            what.put("where", each.where().text());
            what.put("names", ReadNames.of(List.of(each.where()), scope));
        }
        Object answer = turn.elsewhere.ask(
                new Question(Question.Kind.ITEMS, what), each.in().toString());
        Map<?, ?> items = (Map<?, ?>) Objects.requireNonNull(answer);
        Object values = items.get("values");
        List<Item> all = new ArrayList<>();
        int count = ((Number) Objects.requireNonNull(items.get("count"))).intValue();
        for (int i = 0; i < count; i++) {
            int number = items.get("numbers") instanceof List<?> numbers
                    ? ((Number) Objects.requireNonNull(numbers.get(i))).intValue()
                    : i;
            all.add(new Item(
                    number,
                    values instanceof LargeValue large
                            ? large.item(i)
                            : ((List<?>) Objects.requireNonNull(values)).get(i)));
        }
        return all;
    }

    /** What {@code where} sees: its item, its index, and all around. */
    private record Seeing(String as, Item item, Scope around) implements Scope {
        @Override
        public @Nullable Object find(String name) {
            return name.equals(as)
                    ? item.value()
                    : name.equals("index") ? (Object) (long) item.number() : around.find(name);
        }

        @Override
        public @Nullable Object open(LargeValue large) {
            return around.open(large);
        }

        @Override
        public @Nullable Object elsewhere(Formula formula, Scope seen) throws EvaluationException {
            return around.elsewhere(formula, seen);
        }
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

    private static List<@Nullable Object> all(@Nullable Object in, String source) throws EvaluationException {
        if (Secrets.in(in)) {
            throw new EvaluationException(source, "Expected items without secrets, but found one");
        }
        return switch (in) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> matrix -> combinations(source, matrix);
            case null -> throw new EvaluationException(source, "Expected a list, but found null");
            default -> throw new EvaluationException(source, "Expected a list or a map of lists, but found " + in);
        };
    }

    /** Every combination, the last key varying fastest. */
    private static List<@Nullable Object> combinations(String source, Map<?, ?> matrix) throws EvaluationException {
        List<Map<String, @Nullable Object>> combinations = List.of(new LinkedHashMap<>());
        for (Map.Entry<?, ?> side : matrix.entrySet()) {
            if (!(side.getValue() instanceof List<?> values)) {
                throw new EvaluationException(
                        source, "Expected a list for %s, but found %s".formatted(side.getKey(), side.getValue()));
            }
            if ((long) combinations.size() * values.size() > MOST) {
                throw new EvaluationException(
                        source, "Expected at most %d combinations, but found more".formatted(MOST));
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
