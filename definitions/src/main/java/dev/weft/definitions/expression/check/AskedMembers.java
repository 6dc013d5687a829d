package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.program.Labels;
import java.util.HashSet;
import java.util.Set;

/** Members that an expression asks for whether they are there: {@code has(a.b)}, {@code 'b' in a}. Whoever asks knows. */
final class AskedMembers {
    private final Set<String> labels = new HashSet<>();

    private AskedMembers() {}

    static AskedMembers in(CelExpr expression) {
        AskedMembers asked = new AskedMembers();
        asked.gather(expression);
        return asked;
    }

    /** Whether it asks for a member of what an expression names. */
    boolean contains(CelExpr operand, String member) {
        return labels.contains(label(operand, member));
    }

    private void gather(CelExpr expression) {
        switch (expression.getKind()) {
            case SELECT -> {
                CelExpr.CelSelect select = expression.select();
                if (select.testOnly()) {
                    labels.add(label(select.operand(), select.field()));
                }
            }
            case CALL -> within(expression.call());
            case CONSTANT, IDENT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> {}
        }
        Pieces.of(expression).forEach(this::gather);
    }

    private void within(CelExpr.CelCall call) {
        boolean in =
                call.function().equals(Operator.IN.getFunction()) && call.args().size() == 2;
        CelExpr name = in ? call.args().get(0) : null;
        if (name != null
                && name.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && name.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            labels.add(label(call.args().get(1), name.constant().stringValue()));
        }
    }

    private static String label(CelExpr operand, String member) {
        return Labels.of(operand) + "." + member;
    }
}
