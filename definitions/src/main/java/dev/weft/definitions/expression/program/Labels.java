package dev.weft.definitions.expression.program;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;

/** Pieces of expressions in the author's words, for messages: {@code tasks.fetch.output['a-b']}. */
public final class Labels {
    private Labels() {}

    /** The words; «the value» for what isn't a path of names. */
    public static String of(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> {
                String name = expression.ident().name();
                yield name.startsWith("@") ? "the value" : name.startsWith(".") ? name.substring(1) : name;
            }
            case SELECT ->
                of(expression.select().operand()) + "." + expression.select().field();
            case CALL -> call(expression.call());
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> "the value";
        };
    }

    private static String call(CelExpr.CelCall call) {
        boolean select = call.function().equals(Operator.OPTIONAL_SELECT.getFunction());
        boolean index = call.function().equals(Operator.INDEX.getFunction());
        if (!select && !index) {
            return call.target().isPresent() ? of(call.target().get()) + "." + call.function() + "(…)" : "the value";
        }
        CelExpr key = call.args().get(1);
        String operand = of(call.args().get(0));
        if (key.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return operand + "[…]";
        }
        CelConstant constant = key.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                operand + (select ? ".?" + constant.stringValue() : "['" + constant.stringValue() + "']");
            case INT64_VALUE -> operand + "[" + constant.int64Value() + "]";
            default -> operand + "[…]";
        };
    }
}
