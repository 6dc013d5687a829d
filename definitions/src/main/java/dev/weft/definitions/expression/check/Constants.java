package dev.weft.definitions.expression.check;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.function.Function;
import dev.weft.definitions.expression.function.Functions;
import dev.weft.definitions.expression.program.Program;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Works out the pieces of an expression that are the same whatever a run brings, as far as that is cheap: one that fails
 * is wrong. One use each.
 *
 * <pre>inputs.n + 1 / 0   ✗ a divisor other than 0</pre>
 */
final class Constants {
    private static final long COST_OF_PATTERN = 50_000;

    private final Reports reports;
    private final FreeNames names;

    Constants(Names names, Reports reports) {
        this.reports = reports;
        this.names = new FreeNames(names);
    }

    /** Reports what always fails. */
    void check(CelExpr expression) {
        if (names.of(expression).isEmpty()) {
            settle(expression);
            return;
        }
        for (CelExpr piece : Pieces.of(expression)) {
            if (!names.isNamespace(expression, piece)) {
                check(piece);
            }
        }
        written(expression);
    }

    /** What a condition always is; {@code null} where that depends on the run, or isn't known. */
    @Nullable Boolean truth(CelExpr expression) {
        return new Truth(names, Known.NOTHING).of(expression);
    }

    private void settle(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return;
        }
        try {
            evaluate(expression);
        } catch (Failure failure) {
            if (!failure.isFatal()) {
                blame(expression, failure);
            }
        }
    }

    /** Reports a failure at the innermost piece that fails by itself. */
    private void blame(CelExpr expression, Failure failure) {
        int before = reports.flaws().size();
        for (CelExpr piece : Pieces.of(expression)) {
            if (!names.isNamespace(expression, piece)) {
                check(piece);
                if (reports.flaws().size() > before) {
                    return;
                }
            }
        }
        report(expression, failure);
    }

    // A pattern that is none fails with any text, and a zone that is none with any time.
    private void written(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
                || expression.call().args().isEmpty()) {
            return;
        }
        String name = expression.call().function();
        Object any = name.equals("matches") ? "" : name.startsWith("get") ? Instant.EPOCH : null;
        CelExpr last = expression.call().args().getLast();
        Function function = Functions.find(name);
        boolean written = last.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && last.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        if (!written || any == null || function == null) {
            return;
        }
        try {
            function.apply(new Object[] {any, last.constant().stringValue()}, new Budget(COST_OF_PATTERN));
        } catch (Failure failure) {
            report(expression, failure);
        }
    }

    private void report(CelExpr expression, Failure failure) {
        reports.add(
                Flaw.Kind.FAILS,
                reports.places().principal(expression),
                failure.message(),
                "It fails whatever the run brings.");
    }

    private static @Nullable Object evaluate(CelExpr expression) throws Failure {
        return Program.of(expression).piece(name -> null, new Budget(Truth.COST));
    }
}
