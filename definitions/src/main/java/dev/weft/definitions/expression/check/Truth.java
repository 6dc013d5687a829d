package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.program.Labels;
import dev.weft.definitions.expression.program.Program;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a condition always gives, whatever a run brings.
 *
 * @param states in which tasks may have ended, by id, of those of which it is known
 */
record Truth(FreeNames names, Map<String, Set<String>> states) {
    /** What one piece may cost: a definition has thousands of them. */
    static final long COST = 2_000;

    private static final Pattern TASK = Pattern.compile("tasks(?:\\.|\\[')([\\w-]+)(?:'])?");

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
            case IN -> among(states(sides.get(0)), texts(sides.get(1)));
            default -> null;
        };
    }

    private @Nullable Boolean equal(CelExpr left, CelExpr right) {
        Set<String> possible = states(left);
        String word = text(possible == null ? left : right);
        return among(possible == null ? states(right) : possible, word == null ? null : List.of(word));
    }

    private static @Nullable Boolean among(@Nullable Set<String> possible, @Nullable List<String> words) {
        if (possible == null || words == null) {
            return null;
        }
        long hits = possible.stream().filter(words::contains).count();
        return hits == 0 ? Boolean.FALSE : hits == possible.size() ? Boolean.TRUE : null;
    }

    private @Nullable Set<String> states(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.SELECT
                || expression.select().testOnly()
                || !expression.select().field().equals("status")) {
            return null;
        }
        Matcher task = TASK.matcher(Labels.of(expression.select().operand()));
        return task.matches() ? states.get(task.group(1)) : null;
    }

    private static @Nullable List<String> texts(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (CelExpr element : expression.list().elements()) {
            String text = text(element);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private static @Nullable String text(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expression.constant().stringValue()
                : null;
    }
}
