package dev.weft.definitions.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code for_each} and {@code repeat}, in all their forms. */
final class RandomLoops {
    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomValues values;

    RandomLoops(Dice dice, RandomExpressions expressions, RandomValues values) {
        this.dice = dice;
        this.expressions = expressions;
        this.values = values;
    }

    /**
     * What a loop makes of a task.
     *
     * @param each what the expressions of one item or turn may read
     * @param whole whether its output is another than that of one item or turn
     */
    record Loop(Scope each, boolean whole) {}

    private record Items(Object in, List<Ref> item) {}

    /** Puts a loop into the fields of a task, or none. */
    Loop of(Scope scope, String id, Fields task) {
        Scope each = scope;
        boolean items = dice.percent(20);
        if (items) {
            each = forEach(scope, task);
        }
        if (dice.percent(15)) {
            Fields repeat = new Fields().and("max", values.count(each));
            values.maybe(repeat, "delay", values.duration(each));
            values.maybe(repeat, "from", values.any(each));
            each = each.with("turn", List.of(new Ref("turn", Kind.WHOLE)))
                    .withTask(id, List.of(new Ref(RandomTasks.self(id) + ".output", Kind.ANY)));
            if (!items) {
                each = each.with("index", List.of(new Ref("index", Kind.WHOLE)));
            }
            repeat.and(dice.pick("until", "while"), expressions.of(Kind.TRUTH, each));
            task.put("repeat", repeat);
        }
        return new Loop(each, items || task.containsKey("repeat"));
    }

    private Scope forEach(Scope scope, Fields task) {
        Items items = items(scope);
        Fields forEach = new Fields().and("in", items.in());
        String as = dice.pick("item", "section", "x1");
        // The condition is on single items, also where they are put into batches.
        Scope where = scope.with(
                        as, items.item().stream().map(ref -> ref.below(as)).toList())
                .with("index", List.of(new Ref("index", Kind.WHOLE)));
        values.maybe(forEach, "batch", values.count(scope));
        values.maybe(forEach, "where", expressions.of(Kind.TRUTH, where));
        if (!as.equals("item") || dice.percent(20)) {
            forEach.put("as", as);
        }
        values.maybe(forEach, "max_concurrent", values.count(scope));
        values.maybe(forEach, "tolerate", dice.pick(0L, 3L, "10%", "12.5%", values.hole(Kind.WHOLE, scope)));
        task.put("for_each", forEach);
        return forEach.containsKey("batch")
                ? scope.with(as, List.of(new Ref(as + ".size()", Kind.WHOLE)))
                        .with("index", List.of(new Ref("index", Kind.WHOLE)))
                : where;
    }

    private Items items(Scope scope) {
        return switch (dice.below(4)) {
            case 0 -> new Items(List.of(1L, 2L, 3L), List.of(new Ref("", Kind.WHOLE)));
            case 1 -> new Items(values.hole(Kind.TEXTS, scope), List.of(new Ref("", Kind.TEXT)));
            case 2 -> new Items(values.hole(Kind.WHOLES, scope), List.of(new Ref("", Kind.WHOLE)));
            default -> {
                Map<String, @Nullable Object> matrix = new LinkedHashMap<>();
                matrix.put("size", List.of("small", "large"));
                matrix.put("n", values.hole(Kind.WHOLES, scope));
                yield new Items(matrix, List.of(new Ref(".size", Kind.TEXT), new Ref(".n", Kind.WHOLE)));
            }
        };
    }
}
