package dev.weft.definitions.expression.program;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what an expression refers to. One use each. */
final class ReferenceFinder {
    private static final String TASKS = "tasks";
    private final Set<String> roots = new LinkedHashSet<>();
    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<List<String>> paths = new LinkedHashSet<>();
    private final Map<String, Integer> locals = new HashMap<>();
    private boolean allTasks;

    static References find(CelExpr expression) {
        ReferenceFinder finder = new ReferenceFinder();
        finder.visit(expression);
        return new References(finder.roots, finder.tasks, finder.paths, finder.allTasks);
    }

    private void visit(CelExpr expression) {
        switch (expression.getKind()) {
            case IDENT -> {
                root(expression);
                allTasks |= isRoot(expression, TASKS);
            }
            case SELECT ->
                member(expression.select().operand(), expression.select().field());
            case CALL -> call(expression.call());
            case LIST -> expression.list().elements().forEach(this::visit);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key());
                    visit(entry.value());
                });
            case COMPREHENSION -> fold(expression.comprehension());
            case CONSTANT, STRUCT, NOT_SET -> {}
        }
    }

    private void call(CelExpr.CelCall call) {
        if (isMember(call)) {
            member(call.args().get(0), constant(call.args().get(1)));
            visit(call.args().get(1));
            return;
        }
        Optional<CelExpr> target = call.target();
        if (target.isPresent() && !Compiler.isNamespace(target.get(), call.function(), locals::containsKey)) {
            visit(target.get());
        }
        call.args().forEach(this::visit);
    }

    private void member(CelExpr operand, @Nullable String name) {
        List<String> path = path(operand, name);
        if (path == null) {
            visit(operand);
        } else {
            roots.add(TASKS);
            tasks.add(path.getFirst());
            paths.add(path);
        }
    }

    /** The id of a task and the fields behind it; null of anything else. */
    private @Nullable List<String> path(CelExpr operand, @Nullable String name) {
        if (name == null) {
            return null;
        }
        if (isRoot(operand, TASKS)) {
            return List.of(name);
        }
        List<String> before = switch (operand.getKind()) {
            case SELECT -> path(operand.select().operand(), operand.select().field());
            case CALL ->
                isMember(operand.call())
                        ? path(
                                operand.call().args().get(0),
                                constant(operand.call().args().get(1)))
                        : null;
            case IDENT, CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> null;
        };
        if (before == null) {
            return null;
        }
        List<String> path = new ArrayList<>(before);
        path.add(name);
        return List.copyOf(path);
    }

    private static boolean isMember(CelExpr.CelCall call) {
        return call.function().equals(Operator.OPTIONAL_SELECT.getFunction())
                || call.function().equals(Operator.INDEX.getFunction())
                || call.function().equals(Operator.OPTIONAL_INDEX.getFunction());
    }

    private static @Nullable String constant(CelExpr key) {
        return key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? key.constant().stringValue()
                : null;
    }

    private void root(CelExpr name) {
        String written = name.ident().name();
        if (!locals.containsKey(written)) {
            roots.add(plain(written));
        }
    }

    private boolean isRoot(CelExpr expression, String name) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                && plain(expression.ident().name()).equals(name)
                && !locals.containsKey(expression.ident().name());
    }

    private static String plain(String written) {
        return written.startsWith(".") ? written.substring(1) : written;
    }

    private void fold(CelExpr.CelComprehension loop) {
        visit(loop.iterRange());
        visit(loop.accuInit());
        Set<String> names = new LinkedHashSet<>(List.of(loop.accuVar(), loop.iterVar(), loop.iterVar2()));
        names.forEach(name -> locals.merge(name, 1, Integer::sum));
        visit(loop.loopCondition());
        visit(loop.loopStep());
        visit(loop.result());
        names.forEach(name -> locals.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1));
    }
}
