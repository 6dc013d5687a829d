package dev.weft.definitions.likeness;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.program.Parser;
import dev.weft.definitions.likeness.Likeness.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions say of the values that they use. One for each scope; not thread safe. */
final class ExpressionLikeness {
    private static final int WRITTEN = 20;

    private final LikenessScope scope;
    private final OperatorLikeness operators = new OperatorLikeness(this);
    private Map<String, Likeness> locals = new HashMap<>();

    ExpressionLikeness(LikenessScope scope) {
        this.scope = scope;
    }

    /** What a template gives. */
    Likeness of(Template template) {
        return switch (template) {
            case Template.Literal literal -> Likeness.literal(literal.value());
            case Template.Computed computed -> of(computed.expression());
            case Template.Text text -> {
                text.parts().forEach(part -> {
                    if (part instanceof Template.Part.Hole hole) {
                        of(hole.expression());
                    }
                });
                yield Likeness.of(Kind.TEXT);
            }
            case Template.Items items -> {
                Likeness list = Likeness.of(Kind.LIST).atLeast(items.items().size());
                items.items().forEach(item -> Likeness.join(list.item(), of(item)));
                yield list;
            }
            case Template.Fields fields -> {
                Likeness map = Likeness.of(Kind.MAP);
                fields.fields().forEach((name, field) -> Likeness.join(map.field(name), of(field)));
                yield map;
            }
        };
    }

    /** What an expression gives. */
    Likeness of(Expression expression) {
        CelExpr tree = tree(expression);
        return tree == null ? new Likeness() : of(tree);
    }

    /** A condition that is to hold, or may or may not. */
    void condition(@Nullable Expression expression, boolean meant) {
        CelExpr tree = expression == null ? null : tree(expression);
        if (tree != null) {
            condition(tree, meant);
        }
    }

    void condition(CelExpr tree, boolean meant) {
        operators.condition(tree, meant);
    }

    private static @Nullable CelExpr tree(Expression expression) {
        CelValidationResult parsed = Parser.parse(expression.text());
        try {
            return parsed.hasError() ? null : parsed.getAst().getExpr();
        } catch (CelValidationException e) {
            return null;
        }
    }

    Likeness of(CelExpr tree) {
        return switch (tree.getKind()) {
            case CONSTANT -> Likeness.literal(constant(tree));
            case IDENT -> name(tree.ident().name());
            case SELECT -> select(tree.select());
            case CALL -> operators.call(tree.call());
            case LIST -> {
                Likeness list = Likeness.of(Kind.LIST);
                tree.list().elements().forEach(element -> Likeness.join(list.item(), of(element)));
                yield list;
            }
            case MAP -> {
                Likeness map = Likeness.of(Kind.MAP);
                tree.map().entries().forEach(entry -> {
                    Likeness value = of(entry.value());
                    if (constant(entry.key()) instanceof String name) {
                        Likeness.join(map.field(name), value);
                    }
                });
                yield map;
            }
            case COMPREHENSION -> fold(tree.comprehension());
            case STRUCT, NOT_SET -> new Likeness();
        };
    }

    private Likeness name(String written) {
        Likeness local = locals.get(written);
        return local != null ? local.root() : scope.name(written.startsWith(".") ? written.substring(1) : written);
    }

    private Likeness select(CelExpr.CelSelect select) {
        Likeness task = task(select.operand(), select.field());
        if (select.testOnly()) {
            of(select.operand());
            return Likeness.of(Kind.BOOLEAN);
        }
        return task != null ? task : of(select.operand()).field(select.field());
    }

    /** {@code tasks.id}, however it is written; {@code null} of anything else. */
    @Nullable Likeness task(CelExpr operand, String field) {
        boolean tasks = operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                && operand.ident().name().equals("tasks")
                && !locals.containsKey("tasks");
        return tasks ? scope.task(field) : null;
    }

    /** The value of a constant; {@code null} of anything else, and of {@code null}. */
    static @Nullable Object constant(CelExpr tree) {
        if (tree.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return null;
        }
        CelConstant constant = tree.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            default -> null;
        };
    }

    private Likeness fold(CelExpr.CelComprehension loop) {
        Likeness range = of(loop.iterRange());
        Map<String, Likeness> before = locals;
        locals = new HashMap<>(before);
        if (range.kind() == null) {
            range.is(Kind.LIST);
        }
        boolean list = range.kind() == Kind.LIST;
        Likeness item = list || !loop.iterVar2().isEmpty() ? range.item() : Likeness.of(Kind.TEXT);
        Likeness key = Likeness.of(list ? Kind.INTEGER : Kind.TEXT);
        locals.put(loop.iterVar(), loop.iterVar2().isEmpty() ? item : key);
        if (!loop.iterVar2().isEmpty()) {
            locals.put(loop.iterVar2(), item);
        }
        Likeness gathered = new Likeness();
        locals.put(loop.accuVar(), gathered);
        Likeness initial = of(loop.accuInit());
        // What all and exists gather is no value of the run.
        if (initial.kind() == Kind.LIST) {
            Likeness.join(gathered, initial);
        }
        step(loop);
        Likeness result = of(loop.result());
        locals = before;
        return result;
    }

    /** A list that is written out tells more, item by item. */
    private void step(CelExpr.CelComprehension loop) {
        CelExpr range = loop.iterRange();
        boolean written = range.getKind() == CelExpr.ExprKind.Kind.LIST
                && range.list().elements().size() <= WRITTEN
                && loop.iterVar2().isEmpty()
                && range.list().elements().stream().allMatch(element -> constant(element) != null);
        if (!written) {
            of(loop.loopStep());
            return;
        }
        for (CelExpr element : range.list().elements()) {
            locals.put(loop.iterVar(), Likeness.literal(constant(element)));
            of(loop.loopStep());
        }
    }

    /** Whether a piece is a comparison or a call of an operator. */
    static @Nullable Operator operator(CelExpr.CelCall call) {
        return Operator.findReverse(call.function()).orElse(null);
    }
}
