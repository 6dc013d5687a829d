package dev.weft.definitions.expression.program;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.function.Function;
import dev.weft.definitions.expression.function.Functions;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Gathered;
import dev.weft.definitions.expression.value.GatheredMap;
import dev.weft.definitions.expression.value.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a program of CEL's syntax tree: names become slots, operators and functions what they do. One use each. */
final class Compiler {
    private static final Map<String, Kind> TYPES = Map.ofEntries(
            Map.entry("bool", Kind.BOOL),
            Map.entry("int", Kind.INT),
            Map.entry("uint", Kind.INT),
            Map.entry("double", Kind.DOUBLE),
            Map.entry("string", Kind.STRING),
            Map.entry("bytes", Kind.BYTES),
            Map.entry("list", Kind.LIST),
            Map.entry("map", Kind.MAP),
            Map.entry("null_type", Kind.NULL),
            Map.entry("type", Kind.TYPE),
            Map.entry("optional_type", Kind.OPTIONAL),
            Map.entry("google.protobuf.Timestamp", Kind.TIMESTAMP),
            Map.entry("google.protobuf.Duration", Kind.DURATION));

    private final Map<String, Integer> roots = new LinkedHashMap<>();
    private final Locals locals = new Locals();

    private Compiler() {}

    static Program compile(CelExpr expression) throws Failure {
        Compiler compiler = new Compiler();
        Node root = compiler.node(expression);
        return new Program(root, compiler.roots.size(), compiler.locals.size(), ReferenceFinder.find(expression));
    }

    private Node node(CelExpr expression) throws Failure {
        return switch (expression.getKind()) {
            case CONSTANT -> new Constant(Literals.value(expression.constant()));
            case IDENT -> name(expression.ident().name());
            case SELECT -> select(expression.select());
            case CALL -> call(expression.call());
            case LIST -> list(expression.list());
            case MAP -> map(expression.map());
            case COMPREHENSION -> fold(expression.comprehension());
            case STRUCT, NOT_SET ->
                throw new Failure("Expected a value, but found "
                        + expression.struct().messageName() + "{…}: write a map as {'name': value}");
        };
    }

    private Node name(String written) {
        String name = written.startsWith(".") ? written.substring(1) : written;
        Integer local = written.equals(name) ? locals.find(name) : null;
        if (local != null) {
            return new LocalName(local);
        }
        return new RootName(name, roots.computeIfAbsent(name, unknown -> roots.size()), TYPES.get(name));
    }

    private Node select(CelExpr.CelSelect select) throws Failure {
        String label = Labels.of(select.operand());
        Kind type = TYPES.get(label + "." + select.field());
        if (type != null) {
            return new Constant(type);
        }
        Node operand = node(select.operand());
        return select.testOnly()
                ? new Has(operand, select.field(), label)
                : new Member(operand, new Constant(select.field()), label);
    }

    private Node call(CelExpr.CelCall call) throws Failure {
        List<CelExpr> arguments = call.args();
        Operator operator = Operator.findReverse(call.function()).orElse(null);
        if (operator == null) {
            return function(call);
        }
        return switch (operator) {
            case LOGICAL_AND -> new Logic(node(arguments.get(0)), node(arguments.get(1)), false);
            case LOGICAL_OR -> new Logic(node(arguments.get(0)), node(arguments.get(1)), true);
            case CONDITIONAL -> new Conditional(node(arguments.get(0)), node(arguments.get(1)), node(arguments.get(2)));
            case INDEX -> new Member(node(arguments.get(0)), node(arguments.get(1)), Labels.of(arguments.get(0)));
            case OPTIONAL_INDEX, OPTIONAL_SELECT ->
                new OptionalMember(node(arguments.get(0)), node(arguments.get(1)), Labels.of(arguments.get(0)));
            case NOT_STRICTLY_FALSE -> new NotStrictlyFalse(node(arguments.get(0)));
            default -> function(call);
        };
    }

    private Node function(CelExpr.CelCall call) throws Failure {
        String name = call.function();
        Function operator = Operators.find(name);
        if (operator != null) {
            return new Call(operator, nodes(call.args()));
        }
        if (call.target().isEmpty()) {
            return new Call(known(name), nodes(call.args()));
        }
        CelExpr target = call.target().get();
        Function namespaced = Functions.find(Labels.of(target) + "." + name);
        if (namespaced != null && isNamespace(target, name, local -> locals.find(local) != null)) {
            return new Call(namespaced, nodes(call.args()));
        }
        if (call.args().size() == 1 && (name.equals("or") || name.equals("orValue"))) {
            return new Default(node(target), node(call.args().get(0)), name.equals("orValue"));
        }
        List<Node> arguments = new ArrayList<>();
        arguments.add(node(target));
        arguments.addAll(nodes(call.args()));
        return new Call(known(name), arguments);
    }

    /** Whether what stands before the dot of a call is the first part of the function's name: {@code math.ceil(x)}. */
    static boolean isNamespace(CelExpr target, String function, Predicate<String> isLocal) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && !isLocal.test(target.ident().name())
                && Functions.find(target.ident().name() + "." + function) != null;
    }

    private static Function known(String name) throws Failure {
        Function function = Functions.find(name);
        if (function == null) {
            throw new Failure("Expected a function of expressions, but found " + name + "(…)");
        }
        return function;
    }

    private List<Node> nodes(List<CelExpr> expressions) throws Failure {
        List<Node> nodes = new ArrayList<>(expressions.size());
        for (CelExpr expression : expressions) {
            nodes.add(node(expression));
        }
        return nodes;
    }

    private Node list(CelExpr.CelList list) throws Failure {
        return new ListOf(nodes(list.elements()), new HashSet<>(list.optionalIndices()));
    }

    private Node map(CelExpr.CelMap map) throws Failure {
        List<MapOf.Entry> entries = new ArrayList<>();
        for (CelExpr.CelMap.Entry entry : map.entries()) {
            entries.add(new MapOf.Entry(node(entry.key()), node(entry.value()), entry.optionalEntry()));
        }
        return new MapOf(entries);
    }

    private Node fold(CelExpr.CelComprehension loop) throws Failure {
        Node range = node(loop.iterRange());
        Node initial = initial(loop.accuInit());
        locals.enter();
        int accumulator = locals.declare(loop.accuVar());
        int item = locals.declare(loop.iterVar());
        int second = loop.iterVar2().isEmpty() ? -1 : locals.declare(loop.iterVar2());
        Node condition = node(loop.loopCondition());
        Node step = node(loop.loopStep());
        Node result = node(loop.result());
        locals.leave();
        return new Fold(range, item, second, accumulator, initial, condition, step, result, step instanceof Logic);
    }

    /** An empty list or map is what {@code map} and {@code filter} start with: one that gathers in place. */
    private Node initial(CelExpr expression) throws Failure {
        Node node = node(expression);
        if (node instanceof ListOf list && list.items().isEmpty()) {
            return evaluation -> new Gathered();
        }
        if (node instanceof MapOf map && map.entries().isEmpty()) {
            return evaluation -> new GatheredMap();
        }
        return node;
    }
}
