package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.problem.Suggestion;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds names with dashes that were written after a dot: {@code tasks.a-b.output} is the subtraction of
 * {@code b.output} from {@code tasks.a}, and {@code tasks.step-1.output} takes a field of the number 1.
 */
final class Dashes {
    private static final Set<String> ARITHMETIC = Set.of(
            Operator.ADD.getFunction(),
            Operator.SUBTRACT.getFunction(),
            Operator.MULTIPLY.getFunction(),
            Operator.DIVIDE.getFunction(),
            Operator.MODULO.getFunction());
    private static final Set<String> TIMES =
            Set.of(Operator.MULTIPLY.getFunction(), Operator.DIVIDE.getFunction(), Operator.MODULO.getFunction());
    private static final Set<String> MEMBER = Set.of(
            Operator.INDEX.getFunction(),
            Operator.OPTIONAL_SELECT.getFunction(),
            Operator.OPTIONAL_INDEX.getFunction());

    private final Typer typer;
    private final Places places;

    Dashes(Typer typer, Places places) {
        this.typer = typer;
        this.places = places;
    }

    /**
     * A name with dashes.
     *
     * @param operand what has a field of the name
     * @param name as it was written
     * @param meant the field that there is; {@code null} where none is like it
     */
    record Dashed(CelExpr operand, String name, @Nullable String meant) {}

    /**
     * What may be one.
     *
     * @param before the part before the first dash
     * @param tight whether there is no blank around a dash
     * @param number whether a part after a dash is one
     * @param fails whether a field of that number is taken, which never works
     */
    private record Candidate(
            CelExpr operand, String before, String name, boolean tight, boolean number, boolean fails) {}

    /** The name that a subtraction was meant to be; nothing where it may well be one. */
    Optional<Dashed> find(CelExpr subtraction) {
        Candidate found = joined(subtraction);
        if (found == null || !isPath(found.operand())) {
            return Optional.empty();
        }
        return switch (typer.quietly(found.operand())) {
            case Fields fields -> field(fields, found);
            case MapOf map ->
                found.tight() && Types.isText(map.value())
                        ? Optional.of(dashed(found, found.name()))
                        : Optional.empty();
            case Type other -> Optional.empty();
        };
    }

    private static Optional<Dashed> field(Fields fields, Candidate found) {
        Set<String> names = new LinkedHashSet<>(fields.fields().keySet());
        names.addAll(fields.absent().keySet());
        if (names.contains(found.name())) {
            // With a field of both names it is what the blanks say: inputs.n - 1 is a subtraction.
            Type before = fields.fields().get(found.before());
            boolean mayBeNumber = before != null && (Types.isOpen(before) || Types.isNumber(before));
            boolean meant = !found.number() || found.tight() && !mayBeNumber;
            return meant ? Optional.of(dashed(found, found.name())) : Optional.empty();
        }
        boolean mayBeMeant = fields.open() || names.contains(found.before());
        if (!found.tight() || mayBeMeant && !found.fails()) {
            return Optional.empty();
        }
        String nearest = Suggestion.nearest(found.name(), names);
        if (nearest == null && fields.open()) {
            return Optional.of(dashed(found, found.name()));
        }
        return nearest == null && !found.number() ? Optional.empty() : Optional.of(dashed(found, nearest));
    }

    private static Dashed dashed(Candidate found, @Nullable String meant) {
        return new Dashed(found.operand(), found.name(), meant);
    }

    /** Whether it is names and dots alone: what holds a subtraction itself would be looked at over and over. */
    private static boolean isPath(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                || expression.getKind() == CelExpr.ExprKind.Kind.SELECT
                        && isPath(expression.select().operand());
    }

    private @Nullable Candidate joined(CelExpr subtraction) {
        Candidate left = lastName(subtraction.call().args().get(0));
        CelExpr first = first(subtraction.call().args().get(1));
        if (left == null || first == null) {
            return null;
        }
        boolean number = first.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
        return new Candidate(
                left.operand(),
                left.before(),
                left.name() + "-" + places.written(first),
                left.tight() && places.isTight(subtraction),
                left.number() || number,
                number && places.isFollowedByDot(places.whole(first)));
    }

    /** The name that ends right before what follows; null of anything else. */
    private @Nullable Candidate lastName(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            String name = expression.select().field();
            return new Candidate(expression.select().operand(), name, name, true, false, false);
        }
        boolean arithmetic = expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && ARITHMETIC.contains(expression.call().function());
        if (!arithmetic) {
            return null;
        }
        CelExpr right = expression.call().args().get(1);
        boolean goesOn =
                expression.call().function().equals(Operator.SUBTRACT.getFunction()) && right.equals(first(right));
        return goesOn ? joined(expression) : lastName(right);
    }

    /** The name or number that a path begins with; null of anything else. */
    private static @Nullable CelExpr first(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression;
            case SELECT -> first(expression.select().operand());
            case CALL -> {
                CelExpr.CelCall call = expression.call();
                if (call.target().isPresent()) {
                    yield first(call.target().get());
                }
                boolean begins = MEMBER.contains(call.function()) || TIMES.contains(call.function());
                yield begins ? first(call.args().get(0)) : null;
            }
            case COMPREHENSION -> first(expression.comprehension().iterRange());
            case CONSTANT -> expression.constant().getKind() == CelConstant.Kind.INT64_VALUE ? expression : null;
            case LIST, MAP, STRUCT, NOT_SET -> null;
        };
    }
}
