package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.program.Program;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a condition always gives, whatever a run brings.
 *
 * @param known of values that it reads
 */
record Truth(FreeNames names, Known known) {
    /** What one piece may cost: a definition has thousands of them. */
    static final long COST = 2_000;

    /** {@code null} where that depends on the run, or isn't known. */
    @Nullable Boolean of(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.CALL) {
            List<CelExpr> sides = expression.call().args();
            Operator operator =
                    Operator.findReverse(expression.call().function()).orElse(null);
            if (operator == Operator.LOGICAL_AND) {
                return both(of(sides.get(0)), of(sides.get(1)), false);
            }
            if (operator == Operator.LOGICAL_OR) {
                return both(of(sides.get(0)), of(sides.get(1)), true);
            }
            if (operator == Operator.LOGICAL_NOT) {
                return opposite(of(sides.get(0)));
            }
            Boolean known = operator == null ? null : compared(operator, sides);
            if (known != null) {
                return known;
            }
        }
        return constant(expression);
    }

    private @Nullable Boolean constant(CelExpr expression) {
        if (!names.of(expression).isEmpty()) {
            return null;
        }
        try {
            return Program.of(expression).piece(name -> null, new Budget(COST)) instanceof Boolean value ? value : null;
        } catch (Failure failure) {
            return null;
        }
    }

    private static @Nullable Boolean opposite(@Nullable Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private static @Nullable Boolean both(@Nullable Boolean left, @Nullable Boolean right, boolean decisive) {
        if (left == null || right == null) {
            boolean decided = left != null && left == decisive || right != null && right == decisive;
            return decided ? decisive : null;
        }
        return left == decisive ? left : right;
    }

    /** {@code tasks.f.status == 'FAILED'}, either way round, and {@code tasks.f.status in ['FAILED']}. */
    private @Nullable Boolean compared(Operator operator, List<CelExpr> sides) {
        return switch (operator) {
            case EQUALS -> equal(sides.get(0), sides.get(1));
            case NOT_EQUALS -> opposite(equal(sides.get(0), sides.get(1)));
            case IN ->
                sides.get(1).getKind() == CelExpr.ExprKind.Kind.LIST
                        ? among(possible(sides.get(0)), sides.get(1).list().elements())
                        : null;
            default -> null;
        };
    }

    private @Nullable Boolean equal(CelExpr left, CelExpr right) {
        Possible possible = possible(left);
        return possible == null ? among(possible(right), List.of(left)) : among(possible, List.of(right));
    }

    private static @Nullable Boolean among(@Nullable Possible possible, List<CelExpr> constants) {
        if (possible == null || constants.stream().anyMatch(one -> one.getKind() != CelExpr.ExprKind.Kind.CONSTANT)) {
            return null;
        }
        long hits = constants.stream()
                .map(one -> text(one.constant()))
                .distinct()
                .filter(possible::canBe)
                .count();
        return hits == 0 ? Boolean.FALSE : possible.isOnlyAmong(hits) ? Boolean.TRUE : null;
    }

    // A constant that is no text only has to differ from all texts and from null.
    private static Object text(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case NULL_VALUE -> Possible.NULL;
            default -> constant;
        };
    }

    private @Nullable Possible possible(CelExpr expression) {
        List<String> path = new ArrayList<>();
        if (!trace(expression, path)) {
            return null;
        }
        int length = path.getFirst().equals("tasks") ? 3 : 2;
        if (path.size() < length) {
            return null;
        }
        Possible found = known.of(path.subList(0, length));
        return found == null || path.size() == length ? found : found.field();
    }

    /** Adds the steps from a name to a part of its value; false where it is more than that. */
    private static boolean trace(CelExpr expression, List<String> path) {
        return switch (expression.getKind()) {
            case IDENT -> path.add(expression.ident().name());
            case SELECT ->
                !expression.select().testOnly()
                        && trace(expression.select().operand(), path)
                        && path.add(expression.select().field());
            case CALL -> {
                boolean index = expression.call().function().equals(Operator.INDEX.getFunction());
                CelExpr key = index ? expression.call().args().get(1) : expression;
                yield index
                        && key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && trace(expression.call().args().get(0), path)
                        && path.add(
                                key.constant().getKind() == CelConstant.Kind.STRING_VALUE
                                        ? key.constant().stringValue()
                                        : "[]");
            }
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }
}
