package dev.weft.definitions.likeness;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.likeness.Likeness.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators and functions say of what they are given. Of functions that aren't known here nothing follows. */
final class OperatorLikeness {
    private static final Map<String, Kind> TAKES = Map.ofEntries(
            Map.entry("startsWith", Kind.TEXT),
            Map.entry("endsWith", Kind.TEXT),
            Map.entry("contains", Kind.TEXT),
            Map.entry("matches", Kind.TEXT),
            Map.entry("split", Kind.TEXT),
            Map.entry("substring", Kind.TEXT),
            Map.entry("replace", Kind.TEXT),
            Map.entry("trim", Kind.TEXT),
            Map.entry("lowerAscii", Kind.TEXT),
            Map.entry("upperAscii", Kind.TEXT),
            Map.entry("charAt", Kind.TEXT),
            Map.entry("indexOf", Kind.TEXT),
            Map.entry("size", Kind.LIST),
            Map.entry("join", Kind.LIST),
            Map.entry("sum", Kind.LIST),
            Map.entry("flatten", Kind.LIST),
            Map.entry("distinct", Kind.LIST),
            Map.entry("sort", Kind.LIST),
            Map.entry("reverse", Kind.LIST),
            Map.entry("slice", Kind.LIST),
            Map.entry("timestamp", Kind.TIME),
            Map.entry("duration", Kind.DURATION));

    private static final Map<String, Kind> GIVES = Map.of(
            "size", Kind.INTEGER,
            "int", Kind.INTEGER,
            "double", Kind.NUMBER,
            "string", Kind.TEXT,
            "join", Kind.TEXT,
            "indexOf", Kind.INTEGER,
            "startsWith", Kind.BOOLEAN,
            "endsWith", Kind.BOOLEAN,
            "contains", Kind.BOOLEAN,
            "matches", Kind.BOOLEAN);

    private static final List<String> SAME_LIST = List.of("distinct", "sort", "reverse", "slice", "value", "orValue");
    private static final List<String> SAME_TEXT =
            List.of("substring", "replace", "trim", "lowerAscii", "upperAscii", "charAt");

    private final ExpressionLikeness expressions;

    OperatorLikeness(ExpressionLikeness expressions) {
        this.expressions = expressions;
    }

    /**
     * A condition.
     *
     * @param meant whether it is to hold
     */
    void condition(CelExpr tree, boolean meant) {
        if (tree.getKind() != CelExpr.ExprKind.Kind.CALL) {
            flag(expressions.of(tree), true, meant);
            return;
        }
        CelExpr.CelCall call = tree.call();
        List<CelExpr> operands = call.args();
        Operator operator = ExpressionLikeness.operator(call);
        if (operator == null) {
            expressions.of(tree);
            return;
        }
        switch (operator) {
            case LOGICAL_AND -> operands.forEach(operand -> condition(operand, meant));
            case LOGICAL_OR -> {
                condition(operands.get(0), meant);
                condition(operands.get(1), false);
            }
            case LOGICAL_NOT -> {
                CelExpr operand = operands.getFirst();
                if (operand.getKind() == CelExpr.ExprKind.Kind.CALL) {
                    condition(operand, false);
                } else {
                    flag(expressions.of(operand), false, meant);
                }
            }
            case EQUALS -> equal(operands.get(0), operands.get(1), meant);
            case GREATER -> ordered(operands.get(0), operands.get(1), 1, meant);
            case GREATER_EQUALS -> ordered(operands.get(0), operands.get(1), 0, meant);
            case LESS -> ordered(operands.get(1), operands.get(0), 1, meant);
            case LESS_EQUALS -> ordered(operands.get(1), operands.get(0), 0, meant);
            default -> expressions.of(tree);
        }
    }

    private static void flag(Likeness likeness, boolean value, boolean meant) {
        if (likeness.kind() == null || likeness.kind() == Kind.BOOLEAN) {
            likeness.is(Kind.BOOLEAN);
            if (meant) {
                likeness.same(value, true);
            }
        }
    }

    private void equal(CelExpr left, CelExpr right, boolean meant) {
        Likeness one = expressions.of(left);
        Likeness other = expressions.of(right);
        Object first = ExpressionLikeness.constant(left);
        Object second = ExpressionLikeness.constant(right);
        if (second != null) {
            sized(left, second, 0, meant);
            kindOf(one, second).same(second, meant);
        } else if (first != null) {
            sized(right, first, 0, meant);
            kindOf(other, first).same(first, meant);
        } else if (meant) {
            Likeness.join(one, other);
        } else {
            Likeness.alike(one, other);
        }
    }

    private static Likeness kindOf(Likeness likeness, Object value) {
        return likeness.is(
                switch (value) {
                    case Boolean ignored -> Kind.BOOLEAN;
                    case Long ignored -> Kind.INTEGER;
                    case Number ignored -> Kind.NUMBER;
                    default -> Kind.TEXT;
                });
    }

    /** @param more by how much the one is above the other at least */
    private void ordered(CelExpr above, CelExpr below, int more, boolean meant) {
        Likeness high = expressions.of(above);
        Likeness low = expressions.of(below);
        Likeness.alike(high, low);
        if (high.kind() == null && low.kind() == null) {
            high.is(Kind.NUMBER);
            low.is(Kind.NUMBER);
        }
        if (meant) {
            if (low.found().value() instanceof Number least) {
                sized(above, least, more, true);
                high.within(plus(least, more), null);
            }
            if (high.found().value() instanceof Number most) {
                low.within(null, plus(most, -more));
            }
        }
    }

    /** A list whose size is compared with a number. */
    private void sized(CelExpr tree, Object number, int more, boolean meant) {
        boolean size = tree.getKind() == CelExpr.ExprKind.Kind.CALL
                && tree.call().function().equals("size");
        if (size && meant && number instanceof Long items) {
            CelExpr list =
                    tree.call().target().orElseGet(() -> tree.call().args().getFirst());
            expressions.of(list).atLeast((int) Math.min(items + more, 100));
        }
    }

    private static Number plus(Number number, int more) {
        return number instanceof Long whole ? (Number) (whole + more) : (Number) (number.doubleValue() + more);
    }

    /** What a call gives. */
    Likeness call(CelExpr.CelCall call) {
        List<CelExpr> operands = call.args();
        Operator operator = ExpressionLikeness.operator(call);
        if (operator == null) {
            return function(call);
        }
        return switch (operator) {
            case INDEX, OPTIONAL_INDEX, OPTIONAL_SELECT -> member(operands.get(0), operands.get(1));
            case CONDITIONAL -> {
                condition(operands.get(0), false);
                yield Likeness.join(expressions.of(operands.get(1)), expressions.of(operands.get(2)));
            }
            case ADD -> {
                Likeness left = expressions.of(operands.get(0));
                Likeness right = expressions.of(operands.get(1));
                yield sum(left, right);
            }
            case SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE -> {
                operands.forEach(operand -> number(expressions.of(operand)));
                yield Likeness.of(Kind.NUMBER);
            }
            case IN -> in(expressions.of(operands.get(0)), operands.get(1));
            case LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT, EQUALS, GREATER, GREATER_EQUALS, LESS, LESS_EQUALS -> {
                condition(CelExpr.newBuilder().setCall(call).build(), false);
                yield Likeness.of(Kind.BOOLEAN);
            }
            case NOT_EQUALS -> {
                Likeness left = expressions.of(operands.get(0));
                Likeness right = expressions.of(operands.get(1));
                Likeness.alike(left, right);
                yield Likeness.of(Kind.BOOLEAN);
            }
            default -> function(call);
        };
    }

    private static Likeness sum(Likeness left, Likeness right) {
        if (left.kind() == Kind.LIST || right.kind() == Kind.LIST) {
            Likeness.join(left.is(Kind.LIST).item(), right.is(Kind.LIST).item());
            Likeness list = Likeness.of(Kind.LIST);
            Likeness.join(list.item(), left.item());
            return list;
        }
        if (left.kind() == null && right.kind() == null) {
            // Whatever their sum is used as, both are.
            return Likeness.join(left, right);
        }
        Likeness.alike(left, right);
        Kind kind = left.kind();
        return kind == null ? new Likeness() : Likeness.of(kind);
    }

    private static void number(Likeness likeness) {
        if (likeness.kind() == null) {
            likeness.is(Kind.NUMBER);
        }
    }

    private Likeness member(CelExpr operand, CelExpr key) {
        Object constant = ExpressionLikeness.constant(key);
        if (constant instanceof String name) {
            Likeness task = expressions.task(operand, name);
            return task != null ? task : expressions.of(operand).field(name);
        }
        Likeness whole = expressions.of(operand);
        Likeness by = expressions.of(key);
        if (constant instanceof Long index) {
            return whole.atLeast(Math.clamp(index + 1, 0, 100)).item();
        }
        if (by.found().value() instanceof String name && whole.kind() != Kind.LIST) {
            return whole.field(name);
        }
        if (whole.kind() == null) {
            whole.is(by.kind() == Kind.TEXT ? Kind.MAP : Kind.LIST);
        }
        return whole.item();
    }

    private Likeness in(Likeness left, CelExpr of) {
        Likeness right = expressions.of(of);
        if (of.getKind() == CelExpr.ExprKind.Kind.LIST && !of.list().elements().isEmpty()) {
            Object first = ExpressionLikeness.constant(of.list().elements().getFirst());
            if (first != null) {
                kindOf(left, first).same(first, false);
            }
        } else if (right.kind() == Kind.LIST) {
            Likeness.alike(left, right.item());
        } else if (right.kind() == null
                && left.kind() == Kind.TEXT
                && left.found().value() == null) {
            right.is(Kind.MAP);
        }
        return Likeness.of(Kind.BOOLEAN);
    }

    private Likeness function(CelExpr.CelCall call) {
        String name = call.function();
        CelExpr about =
                call.target().orElse(call.args().isEmpty() ? null : call.args().getFirst());
        boolean namespace = call.target().isPresent()
                && call.target().get().getKind() == CelExpr.ExprKind.Kind.IDENT
                && List.of("math", "lists", "optional", "strings", "sets")
                        .contains(call.target().get().ident().name());
        Likeness given = about == null || namespace ? new Likeness() : expressions.of(about);
        Kind kind = TAKES.get(name);
        if (kind != null && !namespace && given.kind() == null) {
            given.is(kind);
        }
        Likeness last = given;
        for (CelExpr argument : call.args()) {
            Likeness one = argument == about ? given : expressions.of(argument);
            if ((namespace && name.startsWith("@")) || name.startsWith("math")) {
                number(one);
            }
            last = one;
        }
        return result(name, given, last);
    }

    private static Likeness result(String name, Likeness given, @Nullable Likeness last) {
        Kind gives = GIVES.get(name);
        if (gives != null) {
            return Likeness.of(gives);
        }
        if (name.equals("orValue") && last != null) {
            return Likeness.join(given, last);
        }
        if (SAME_LIST.contains(name)) {
            return given;
        }
        if (SAME_TEXT.contains(name)) {
            return Likeness.of(Kind.TEXT);
        }
        if (name.equals("range")) {
            Likeness range = Likeness.of(Kind.LIST);
            range.item().is(Kind.INTEGER);
            return range;
        }
        if (name.equals("sum")) {
            number(given.item());
            return Likeness.of(Kind.NUMBER);
        }
        return new Likeness();
    }
}
