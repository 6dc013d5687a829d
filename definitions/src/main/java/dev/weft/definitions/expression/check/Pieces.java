package dev.weft.definitions.expression.check;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;

/** What an expression is made of. */
final class Pieces {
    private Pieces() {}

    /** The pieces right below one, in the order of the text. */
    static List<CelExpr> of(CelExpr expression) {
        List<CelExpr> pieces = new ArrayList<>();
        switch (expression.getKind()) {
            case SELECT -> pieces.add(expression.select().operand());
            case CALL -> {
                expression.call().target().ifPresent(pieces::add);
                pieces.addAll(expression.call().args());
            }
            case LIST -> pieces.addAll(expression.list().elements());
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    pieces.add(entry.key());
                    pieces.add(entry.value());
                });
            case COMPREHENSION -> {
                CelExpr.CelComprehension loop = expression.comprehension();
                pieces.addAll(List.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result()));
            }
            case CONSTANT, IDENT, STRUCT, NOT_SET -> {}
        }
        return pieces;
    }
}
