package dev.weft.definitions.expression.check;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.Words;
import dev.weft.definitions.expression.program.Labels;
import dev.weft.definitions.problem.Suggestion;
import java.util.Collections;
import java.util.List;

/**
 * Finds comparisons of text with what it can't be.
 *
 * <pre>tasks.review.output.decision == 'aproved'   ✗ did you mean "approved"?</pre>
 */
record KnownWords(Reports reports) {
    // Of a letter or two, any other is near.
    private static final int SHORTEST = 3;

    /** {@code left == right} and {@code left != right}. */
    void compared(CelExpr comparison, Type left, Type right) {
        List<CelExpr> sides = comparison.call().args();
        compare(comparison, new Side(sides.get(0), left), new Side(sides.get(1), right));
    }

    /** {@code item in list}. */
    void contained(CelExpr expression, Type item, ListOf list) {
        Side single = new Side(expression.call().args().get(0), item);
        CelExpr container = expression.call().args().get(1);
        if (container.getKind() != CelExpr.ExprKind.Kind.LIST) {
            compare(expression, single, new Side(container, list.item()));
            return;
        }
        for (CelExpr one : container.list().elements()) {
            if (isText(one)) {
                compare(
                        expression,
                        single,
                        new Side(one, LiteralTypes.text(one.constant().stringValue())));
            }
        }
    }

    /** What is compared. */
    private record Side(CelExpr expression, Type type) {
        boolean isWritten() {
            return isText(expression);
        }

        List<String> values() {
            return type instanceof Words words ? words.values() : List.of();
        }

        boolean isClosed() {
            return type instanceof Words words && words.closed();
        }
    }

    private void compare(CelExpr whole, Side left, Side right) {
        boolean written = left.isWritten() && right.isWritten();
        boolean known = left.type() instanceof Words && right.type() instanceof Words;
        if (!known || written || !Collections.disjoint(left.values(), right.values())) {
            return;
        }
        Side wrong = left.isWritten() ? left : right;
        Side other = left.isWritten() ? right : left;
        if (wrong.isWritten()) {
            literal(wrong, other);
        } else if (left.isClosed() && right.isClosed()) {
            reports.add(
                    Flaw.Kind.NEVER_EQUAL,
                    reports.places().operator(whole),
                    "Expected two values that can be equal, but the left is never " + Suggestion.list(right.values()),
                    "The left is " + Suggestion.list(left.values()) + ".");
        }
    }

    private void literal(Side wrong, Side other) {
        String text = wrong.expression().constant().stringValue();
        String nearest = text.length() < SHORTEST ? null : Suggestion.nearest(text, other.values());
        if (!other.isClosed() && nearest == null) {
            return;
        }
        String known = Suggestion.list(other.values());
        reports.add(
                other.isClosed() ? Flaw.Kind.NEVER_EQUAL : Flaw.Kind.SELDOM_EQUAL,
                reports.places().whole(wrong.expression()),
                "Expected a value that " + label(other.expression())
                        + (other.isClosed() ? " can have" : " is known to have") + ", but found '" + text + "'",
                nearest == null ? "It can be " + known + "." : "Did you mean \"" + nearest + "\"?");
    }

    private static String label(CelExpr expression) {
        String label = Labels.of(expression);
        return label.equals("the value") ? "the other side" : label;
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
