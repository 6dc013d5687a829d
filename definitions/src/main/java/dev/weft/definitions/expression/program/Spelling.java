package dev.weft.definitions.expression.program;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an expression says, whatever blanks, quotes, needless parentheses and names of variables it is written with. */
public final class Spelling {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> names;
    private final UnaryOperator<String> tasks;
    private final Map<String, Deque<Integer>> locals = new HashMap<>();
    private int declared;

    private Spelling(Map<String, String> names, UnaryOperator<String> tasks) {
        this.names = names;
        this.tasks = tasks;
    }

    /**
     * The same for two expressions of the same tree; of a text that isn't CEL, the text.
     *
     * @param names of the scope that count as others; the rest are themselves
     * @param tasks what the id of a task counts as
     */
    public static String of(String cel, Map<String, String> names, UnaryOperator<String> tasks) {
        CelValidationResult parsed = Parser.parse(cel);
        if (parsed.hasError()) {
            return cel;
        }
        try {
            Spelling spelling = new Spelling(names, tasks);
            spelling.add(parsed.getAst().getExpr());
            return spelling.text.toString();
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
    }

    private void add(CelExpr expression) {
        if (isMember(expression)) {
            CelExpr.CelCall call = expression.call();
            boolean optional = !call.function().equals(Operator.INDEX.getFunction());
            member(
                    call.args().get(0),
                    optional ? ".?" : ".",
                    call.args().get(1).constant().stringValue());
            return;
        }
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            CelExpr.CelSelect select = expression.select();
            member(select.operand(), select.testOnly() ? "?" : ".", select.field());
            return;
        }
        text.append(expression.getKind()).append('(');
        switch (expression.getKind()) {
            // Its length first, as text may hold what looks like another piece.
            case CONSTANT -> {
                String constant = expression.constant().toString();
                text.append(constant.length()).append(constant);
            }
            case IDENT -> name(expression.ident().name());
            case CALL -> {
                expression.call().target().ifPresent(this::add);
                text.append(expression.call().function());
                add(operands(expression));
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
            case SELECT, STRUCT, NOT_SET -> text.append(expression);
        }
        text.append(')');
    }

    // tasks['a'] says what tasks.a says.
    private void member(CelExpr operand, String kind, String name) {
        text.append("MEMBER(");
        add(operand);
        boolean ofTasks = operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                && operand.ident().name().equals("tasks")
                && !isLocal("tasks");
        String said = ofTasks ? tasks.apply(name) : name;
        text.append(kind).append(said.length()).append(':').append(said).append(')');
    }

    private static boolean isMember(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
                || expression.call().args().size() != 2) {
            return false;
        }
        String function = expression.call().function();
        CelExpr name = expression.call().args().get(1);
        return (function.equals(Operator.INDEX.getFunction())
                        || function.equals(Operator.OPTIONAL_SELECT.getFunction()))
                && name.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && name.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private boolean isLocal(String name) {
        Deque<Integer> own = locals.get(name);
        return own != null && !own.isEmpty();
    }

    private void add(List<CelExpr> expressions) {
        expressions.forEach(this::add);
    }

    /** With {@code a && (b && c)} those of both, as it is the same as {@code (a && b) && c}. */
    private static List<CelExpr> operands(CelExpr expression) {
        String function = expression.call().function();
        boolean chain = function.equals(Operator.LOGICAL_AND.getFunction())
                || function.equals(Operator.LOGICAL_OR.getFunction());
        if (!chain) {
            return expression.call().args();
        }
        List<CelExpr> all = new ArrayList<>();
        for (CelExpr operand : expression.call().args()) {
            boolean same = operand.getKind() == CelExpr.ExprKind.Kind.CALL
                    && operand.call().function().equals(function);
            all.addAll(same ? operands(operand) : List.of(operand));
        }
        return all;
    }

    // Marked, as a local name isn't what it is called outside.
    private void name(String name) {
        Deque<Integer> own = locals.get(name);
        text.append(own == null || own.isEmpty() ? "^" + names.getOrDefault(name, name) : own.getLast());
    }

    private void fold(CelExpr.CelComprehension loop) {
        List<String> own = Stream.of(loop.iterVar(), loop.iterVar2(), loop.accuVar())
                .filter(name -> !name.isEmpty())
                .toList();
        text.append(own.size());
        add(List.of(loop.iterRange(), loop.accuInit()));
        own.forEach(
                name -> locals.computeIfAbsent(name, key -> new ArrayDeque<>()).add(declared++));
        add(List.of(loop.loopCondition(), loop.loopStep(), loop.result()));
        own.forEach(name -> locals.getOrDefault(name, new ArrayDeque<>()).removeLast());
    }
}
