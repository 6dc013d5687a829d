package dev.weft.definitions.expression.program;

import dev.cel.common.Operator;
import dev.weft.definitions.expression.function.Function;
import dev.weft.definitions.expression.value.Arithmetic;
import dev.weft.definitions.expression.value.Comparison;
import dev.weft.definitions.expression.value.Equality;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Operators that are functions of all their operands. */
final class Operators {
    private static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry(Operator.ADD.getFunction(), (a, budget) -> Arithmetic.add(a[0], a[1], budget)),
            Map.entry(Operator.SUBTRACT.getFunction(), (a, budget) -> Arithmetic.subtract(a[0], a[1])),
            Map.entry(Operator.MULTIPLY.getFunction(), (a, budget) -> Arithmetic.calculate('*', a[0], a[1])),
            Map.entry(Operator.DIVIDE.getFunction(), (a, budget) -> Arithmetic.calculate('/', a[0], a[1])),
            Map.entry(Operator.MODULO.getFunction(), (a, budget) -> Arithmetic.calculate('%', a[0], a[1])),
            Map.entry(Operator.NEGATE.getFunction(), (a, budget) -> Arithmetic.negate(a[0])),
            Map.entry(Operator.LOGICAL_NOT.getFunction(), (a, budget) -> not(a[0])),
            Map.entry(Operator.EQUALS.getFunction(), (a, budget) -> Equality.equal(a[0], a[1], budget)),
            Map.entry(Operator.NOT_EQUALS.getFunction(), (a, budget) -> !Equality.equal(a[0], a[1], budget)),
            Map.entry(Operator.LESS.getFunction(), comparison("<", order -> order < 0)),
            Map.entry(Operator.LESS_EQUALS.getFunction(), comparison("<=", order -> order <= 0)),
            Map.entry(Operator.GREATER.getFunction(), comparison(">", order -> order > 0)),
            Map.entry(Operator.GREATER_EQUALS.getFunction(), comparison(">=", order -> order >= 0)),
            Map.entry(Operator.IN.getFunction(), (a, budget) -> Members.contains(a[1], a[0], budget)),
            Map.entry("cel.@mapInsert", (a, budget) -> Members.insert(map(a[0]), entries(a), budget)));

    private Operators() {}

    static @Nullable Function find(String name) {
        return ALL.get(name);
    }

    private static Function comparison(String operator, IntPredicate test) {
        return (a, budget) -> {
            if (a[0] instanceof Number left && a[1] instanceof Number right && !Comparison.isOrdered(left, right)) {
                return false;
            }
            return test.test(Comparison.compare(a[0], a[1], operator, budget));
        };
    }

    private static Object not(@Nullable Object value) throws Failure {
        if (value instanceof Boolean bool) {
            return !bool;
        }
        throw new Failure("Expected a boolean after !, but found " + Kind.words(value));
    }

    private static Map<?, ?> entries(@Nullable Object[] arguments) throws Failure {
        if (arguments.length == 2) {
            return map(arguments[1]);
        }
        Map<Object, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(Members.key(arguments[1]), arguments[2]);
        return entry;
    }

    private static Map<?, ?> map(@Nullable Object value) throws Failure {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Failure("Expected a map with the entry to insert, but found " + Kind.words(value));
    }
}
