package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.check.Type.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds names with dashes that were written after a dot: {@code tasks.a-b.output} is the subtraction of
 * {@code b.output} from {@code tasks.a}.
 */
final class Dashes {
    private final Typer typer;

    Dashes(Typer typer) {
        this.typer = typer;
    }

    /** @param operand what has a field of the name */
    record Dashed(CelExpr operand, String name) {}

    /** The name that a subtraction was meant to be; nothing where it may well be one. */
    Optional<Dashed> find(CelExpr subtraction) {
        Dashed dashed = read(subtraction);
        if (dashed == null
                || !isPath(dashed.operand())
                || !(typer.quietly(dashed.operand()) instanceof Fields fields)) {
            return Optional.empty();
        }
        boolean exists =
                fields.fields().containsKey(dashed.name()) || fields.absent().containsKey(dashed.name());
        return exists ? Optional.of(dashed) : Optional.empty();
    }

    /** Whether it is names and dots alone: what holds a subtraction itself would be looked at over and over. */
    private static boolean isPath(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                || expression.getKind() == CelExpr.ExprKind.Kind.SELECT
                        && isPath(expression.select().operand());
    }

    private static @Nullable Dashed read(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return new Dashed(expression.select().operand(), expression.select().field());
        }
        boolean subtraction = expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(Operator.SUBTRACT.getFunction());
        if (!subtraction) {
            return null;
        }
        Dashed left = read(expression.call().args().get(0));
        String right = firstName(expression.call().args().get(1));
        return left == null || right == null ? null : new Dashed(left.operand(), left.name() + "-" + right);
    }

    /** The name that a path begins with; null of anything else. */
    private static @Nullable String firstName(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT -> firstName(expression.select().operand());
            case CALL -> {
                CelExpr.CelCall call = expression.call();
                if (call.target().isPresent()) {
                    yield firstName(call.target().get());
                }
                boolean member = call.function().equals(Operator.INDEX.getFunction())
                        || call.function().equals(Operator.OPTIONAL_SELECT.getFunction())
                        || call.function().equals(Operator.OPTIONAL_INDEX.getFunction());
                yield member ? firstName(call.args().get(0)) : null;
            }
            case COMPREHENSION -> firstName(expression.comprehension().iterRange());
            case CONSTANT, LIST, MAP, STRUCT, NOT_SET -> null;
        };
    }
}
