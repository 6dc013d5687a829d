package dev.weft.definitions.expression.program;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expression says, whatever blanks, quotes and needless parentheses it is written with. */
public final class Spelling {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> names;
    private final Map<String, Integer> locals = new HashMap<>();

    private Spelling(Map<String, String> names) {
        this.names = names;
    }

    /**
     * The same for two expressions of the same tree; of a text that isn't CEL, the text.
     *
     * @param names of the scope that count as others; the rest are themselves
     */
    public static String of(String cel, Map<String, String> names) {
        CelValidationResult parsed = Parser.parse(cel);
        if (parsed.hasError()) {
            return cel;
        }
        try {
            Spelling spelling = new Spelling(names);
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
            case IDENT -> name(expression.ident().name());
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

    // Marked, as a local name isn't what it is called outside.
    private void name(String name) {
        text.append(locals.containsKey(name) ? name : "^" + names.getOrDefault(name, name));
    }

    private void fold(CelExpr.CelComprehension loop) {
        List<String> own = List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar());
        text.append(own);
        add(List.of(loop.iterRange(), loop.accuInit()));
        own.forEach(name -> locals.merge(name, 1, Integer::sum));
        add(List.of(loop.loopCondition(), loop.loopStep(), loop.result()));
        own.forEach(name -> locals.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1));
    }
}
