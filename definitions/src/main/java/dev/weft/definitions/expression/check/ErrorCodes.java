package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.stream.Collectors;

/** The code of an error is text such as {@code http_503}, where a bare number is easily written. */
final class ErrorCodes {
    private static final long FIRST_STATUS = 100;
    private static final long LAST_STATUS = 599;

    private ErrorCodes() {}

    /** What to write where a code is compared with a number, or looked for among some; empty for any other comparison. */
    static String comparedWithNumber(Operator operator, List<CelExpr> sides) {
        if (sides.size() != 2) {
            return "";
        }
        if (isCode(sides.get(0)) && sides.get(1).getKind() == CelExpr.ExprKind.Kind.LIST) {
            return oneOf(sides.get(1).list().elements());
        }
        CelExpr number = isNumber(sides.get(0)) ? sides.get(0) : sides.get(1);
        CelExpr code = isNumber(sides.get(0)) ? sides.get(1) : sides.get(0);
        if (!isNumber(number) || !isCode(code)) {
            return "";
        }
        boolean equality = operator == Operator.EQUALS || operator == Operator.NOT_EQUALS;
        if (equality && isStatus(number)) {
            return "The code of an error is text: write "
                    + code(number.constant().int64Value());
        }
        return "The code of an error is text, such as 'http_503' or 'exit_1'; several at once are"
                + " code.startsWith('http_5')";
    }

    private static String oneOf(List<CelExpr> codes) {
        return !codes.isEmpty() && codes.stream().allMatch(ErrorCodes::isStatus)
                ? codes.stream()
                        .map(code -> code(code.constant().int64Value()))
                        .collect(Collectors.joining(", ", "The code of an error is text: write [", "]"))
                : "";
    }

    private static String code(long status) {
        return "'http_" + status + "'";
    }

    private static boolean isStatus(CelExpr expression) {
        return isNumber(expression)
                && expression.constant().int64Value() >= FIRST_STATUS
                && expression.constant().int64Value() <= LAST_STATUS;
    }

    private static boolean isNumber(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.INT64_VALUE;
    }

    private static boolean isCode(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.SELECT
                && expression.select().field().equals("code")
                && expression.select().operand().getKind() == CelExpr.ExprKind.Kind.SELECT
                && expression.select().operand().select().field().equals("error");
    }
}
