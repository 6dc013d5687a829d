package dev.weft.definitions.expression.program;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.List;

/** What an expression says, whatever blanks, quotes and needless parentheses it is written with. */
public final class Spelling {
    private final StringBuilder text = new StringBuilder();

    private Spelling() {}

    /** The same for two expressions of the same tree; of a text that isn't CEL, the text. */
    public static String of(String cel) {
        CelValidationResult parsed = Parser.parse(cel);
        if (parsed.hasError()) {
            return cel;
        }
        try {
            Spelling spelling = new Spelling();
            spelling.add(parsed.getAst().getExpr());
            return spelling.text.toString();
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
    }

    private void add(CelExpr expression) {
        text.append(expression.getKind()).append('(');
        switch (expression.getKind()) {
            // Its length first, as text may hold what looks like another piece.
            case CONSTANT -> {
                String constant = expression.constant().toString();
                text.append(constant.length()).append(constant);
            }
            case IDENT -> text.append(expression.ident().name());
            case SELECT -> {
                add(expression.select().operand());
                text.append(expression.select().testOnly() ? "?" : ".")
                        .append(expression.select().field());
            }
            case CALL -> {
                expression.call().target().ifPresent(this::add);
                text.append(expression.call().function());
                add(expression.call().args());
            }
            case LIST -> {
                add(expression.list().elements());
                text.append(expression.list().optionalIndices());
            }
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    add(entry.key());
                    text.append(entry.optionalEntry() ? "?" : ":");
                    add(entry.value());
                });
            case COMPREHENSION -> fold(expression.comprehension());
            case STRUCT, NOT_SET -> text.append(expression);
        }
        text.append(')');
    }

    private void add(List<CelExpr> expressions) {
        expressions.forEach(this::add);
    }

    private void fold(CelExpr.CelComprehension loop) {
        text.append(List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar()));
        add(List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result()));
    }
}
