package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.program.Usage;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types of what operators and functions give. */
final class CallTypes {
    private static final String CONVERT =
            "Convert it, such as with int(…) or string(…), or ask first: type(…) == string ? … : …";

    private final Typer typer;
    private final Reports reports;
    private final KnownWords words;

    CallTypes(Typer typer, Reports reports) {
        this.typer = typer;
        this.reports = reports;
        this.words = new KnownWords(reports);
    }

    /** An operator other than those that find members. */
    Type operator(CelExpr expression, Operator operator) {
        List<CelExpr> arguments = expression.call().args();
        List<Type> types = operands(operator, arguments);
        return switch (operator) {
            case LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT -> {
                for (int i = 0; i < types.size(); i++) {
                    condition(arguments.get(i), types.get(i));
                }
                yield Simple.BOOLEAN;
            }
            case CONDITIONAL -> {
                condition(arguments.get(0), types.get(0));
                Type either = Types.join(types.get(1), types.get(2));
                yield reports.places().mentions("null") ? Types.tested(either) : either;
            }
            case NOT_STRICTLY_FALSE -> Simple.BOOLEAN;
            case NEGATE -> negated(expression, types.get(0));
            case IN -> contained(expression, types.get(0), types.get(1));
            default -> binary(expression, operator, types.get(0), types.get(1));
        };
    }

    private Type binary(CelExpr expression, Operator operator, Type left, Type right) {
        Tried tried = Tried.with(List.of(left, right), sides -> result(operator, sides.get(0), sides.get(1)));
        boolean equality = operator == Operator.EQUALS || operator == Operator.NOT_EQUALS;
        if (tried.result() == null) {
            mismatch(expression, operator, left, right);
        } else if (tried.refused() != null && !equality) {
            typer.maybe(
                    reports.places().operator(expression),
                    "Expected " + expected(operator) + ", but these may also be "
                            + tried.refused().stream().map(Type::words).collect(Collectors.joining(" and ")),
                    tried.refused(),
                    CONVERT);
        } else if (isZero(expression.call().args().get(1))) {
            divided(expression, operator, left);
        } else if (equality) {
            words.compared(expression, Types.present(left), Types.present(right));
        }
        boolean comparison = operator != Operator.ADD
                && operator != Operator.SUBTRACT
                && operator != Operator.MULTIPLY
                && operator != Operator.DIVIDE
                && operator != Operator.MODULO;
        return tried.result() != null ? tried.result() : comparison ? Simple.BOOLEAN : Simple.ANY;
    }

    private static Optional<Type> result(Operator operator, Type left, Type right) {
        return switch (operator) {
            case ADD -> OperatorTypes.add(left, right);
            case SUBTRACT -> OperatorTypes.subtract(left, right);
            case MULTIPLY, DIVIDE -> OperatorTypes.arithmetic(left, right);
            case MODULO -> integers(left, right);
            case EQUALS, NOT_EQUALS -> truth(OperatorTypes.equatable(left, right));
            case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> truth(OperatorTypes.ordered(left, right));
            default -> Optional.of(Simple.ANY);
        };
    }

    // One side of && and || makes the failure of the other not matter, and a condition chooses what is evaluated.
    private List<Type> operands(Operator operator, List<CelExpr> arguments) {
        boolean logic = operator == Operator.LOGICAL_AND || operator == Operator.LOGICAL_OR;
        List<Type> types = new ArrayList<>(arguments.size());
        for (CelExpr argument : arguments) {
            boolean guarded = logic || operator == Operator.CONDITIONAL && !types.isEmpty();
            types.add(guarded ? typer.guarded(argument) : typer.type(argument));
        }
        return types;
    }

    private static boolean isZero(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.INT64_VALUE
                && expression.constant().int64Value() == 0;
    }

    // Decimals divided by 0 are infinite, which is a value within an expression.
    private void divided(CelExpr expression, Operator operator, Type left) {
        if (operator == Operator.MODULO || operator == Operator.DIVIDE && left == Simple.INTEGER) {
            reports.add(
                    Flaw.Kind.FAILS,
                    reports.places().operator(expression),
                    "Expected a divisor other than 0, but found 0",
                    "It fails whatever the run brings.");
        }
    }

    private static Optional<Type> truth(boolean possible) {
        return possible ? Optional.of(Simple.BOOLEAN) : Optional.empty();
    }

    private static Optional<Type> integers(Type left, Type right) {
        return Types.fits(left, Simple.INTEGER) && Types.fits(right, Simple.INTEGER)
                ? Optional.of(Simple.INTEGER)
                : Optional.empty();
    }

    private void mismatch(CelExpr expression, Operator operator, Type left, Type right) {
        Places.Span span = reports.places().operator(expression);
        String code = ErrorCodes.comparedWithNumber(operator, expression.call().args());
        String hint = code.isEmpty() ? Conversions.between(operator, left, right) : code;
        reports.type(
                span, "Expected " + expected(operator) + ", but found " + left.words() + " and " + right.words(), hint);
    }

    private static String expected(Operator operator) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS -> "two values that can be equal";
            case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> "two values that have an order";
            default -> "two values that " + operator.getFunction().replace("_", "") + " can take";
        };
    }

    private void condition(CelExpr expression, Type type) {
        if (!Types.fits(type, Simple.BOOLEAN)) {
            reports.type(
                    reports.places().whole(expression),
                    "Expected a boolean, but found " + type.words(),
                    "Compare it with something: … == …");
        }
    }

    private Type negated(CelExpr expression, Type type) {
        Tried tried = Tried.with(
                List.of(type),
                types -> Optional.of(types.getFirst())
                        .filter(one -> Types.isOpen(one) || Types.isNumber(one) || one == Simple.DURATION));
        if (tried.result() != null) {
            if (tried.refused() != null) {
                typer.maybe(
                        reports.places().operator(expression),
                        "Expected a number after -, but it may also be "
                                + tried.refused().getFirst().words(),
                        tried.refused(),
                        CONVERT);
            }
            return tried.result();
        }
        reports.type(
                reports.places().operator(expression),
                "Expected a number after -, but found " + type.words(),
                Types.isText(type) ? "Make a number of it with int(…) or double(…)" : "");
        return Simple.ANY;
    }

    private Type contained(CelExpr expression, Type looked, Type where) {
        Type item = Types.present(looked);
        Type container = Types.present(where);
        if (container != where) {
            typer.maybe(
                    reports.places().operator(expression),
                    "Expected a list or map after in, but it may also be null",
                    List.of(Simple.NULL),
                    "");
        }
        if (container instanceof ListOf list) {
            if (OperatorTypes.equatable(item, list.item())) {
                words.contained(expression, item, list);
            } else {
                mismatch(expression, Operator.EQUALS, item, list.item());
            }
        } else if (!Types.fits(container, new ListOf(Simple.ANY)) && !Types.fits(container, new MapOf(Simple.ANY))) {
            reports.type(
                    reports.places().operator(expression),
                    "Expected a list or map after in, but found " + container.words(),
                    Types.isText(container) ? "To look into text write text.contains('…')" : "");
        }
        return Simple.BOOLEAN;
    }

    /** A function. */
    Type type(CelExpr expression) {
        CelExpr.CelCall call = expression.call();
        String name = call.function();
        List<CelExpr> arguments = new ArrayList<>();
        boolean receiver = false;
        if (call.target().isPresent()) {
            CelExpr target = call.target().get();
            if (typer.isNamespace(target, name)) {
                name = target.ident().name() + "." + name;
            } else {
                arguments.add(target);
                receiver = true;
            }
        }
        if (receiver && Signatures.of(name).isEmpty() && !Usage.of(name).isEmpty() && !isDefault(call)) {
            typer.type(arguments.get(0));
            return apply(expression, name, true, List.of());
        }
        arguments.addAll(call.args());
        List<Type> types = types(arguments);
        if (name.equals("cel.@mapInsert")) {
            return new MapOf(types.size() == 3 ? types.get(2) : Types.value(types.get(1)));
        }
        if (isDefault(call)) {
            return withDefault(expression, types, name.equals("orValue"));
        }
        return apply(expression, name, receiver, types);
    }

    private static boolean isDefault(CelExpr.CelCall call) {
        boolean named = call.function().equals("or") || call.function().equals("orValue");
        return named && call.target().isPresent() && call.args().size() == 1;
    }

    private Type withDefault(CelExpr expression, List<Type> types, boolean unwraps) {
        Type operand = types.get(0);
        if (operand instanceof OptionalOf optional) {
            Type other = types.get(1) instanceof OptionalOf maybe && !unwraps ? maybe.value() : types.get(1);
            Type joined = Types.join(optional.value(), other);
            return unwraps ? joined : new OptionalOf(joined);
        }
        if (!Types.fits(operand, new OptionalOf(Simple.ANY))) {
            reports.type(
                    reports.places().name(expression),
                    "Expected an optional value before it, but found " + operand.words(),
                    "Write .? instead of . before the name that may be missing");
        }
        return Simple.ANY;
    }

    private Type apply(CelExpr expression, String name, boolean receiver, List<Type> types) {
        List<Signature> signatures = Signatures.of(name);
        if (signatures.isEmpty()) {
            List<String> arguments = reports.places().arguments(expression);
            boolean inNamespace = !receiver && expression.call().target().isPresent();
            String usage = Usage.of(name, inNamespace ? arguments.subList(1, arguments.size()) : arguments);
            reports.add(
                    Flaw.Kind.UNKNOWN_FUNCTION,
                    reports.places().name(expression),
                    "Expected a function that expressions have, but found " + name + "(…)",
                    usage.isEmpty()
                            ? Suggestion.didYouMean(
                                    name,
                                    Signatures.names(),
                                    "The reference of the language lists all functions, such as size(x)")
                            : usage);
            return Simple.ANY;
        }
        Tried tried = Tried.with(types, arguments -> result(signatures, receiver, arguments));
        if (tried.result() == null) {
            reports.type(
                    reports.places().name(expression),
                    "Expected " + usage(name, signatures) + ", but found " + found(name, receiver, types),
                    afterDot(expression, name, signatures, receiver, types));
            return Simple.ANY;
        }
        if (tried.refused() != null) {
            typer.maybe(
                    reports.places().name(expression),
                    "Expected " + usage(name, signatures) + ", but this may also be "
                            + found(name, receiver, tried.refused()),
                    tried.refused(),
                    CONVERT);
        }
        if (name.equals("sort")) {
            sorted(expression, types.getFirst());
        }
        return tried.result();
    }

    private void sorted(CelExpr expression, Type list) {
        if (list instanceof ListOf items && (Types.isMap(items.item()) || items.item() instanceof ListOf)) {
            reports.type(
                    reports.places().name(expression),
                    "Expected a list of values that have an order, but found "
                            + list.words().replaceFirst("^an? ", ""),
                    "Sort it by a part of each: "
                            + reports.places().arguments(expression).stream()
                                    .findFirst()
                                    .orElse("list")
                            + ".sortBy(x, x.name)");
        }
    }

    private static Optional<Type> result(List<Signature> signatures, boolean receiver, List<Type> types) {
        List<Type> results = signatures.stream()
                .filter(signature -> signature.receiver() == receiver)
                .flatMap(signature -> signature.apply(types).stream())
                .distinct()
                .toList();
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(results.stream()
                        .filter(type -> results.size() == 1 || type != Simple.ANY)
                        .reduce(Types::join)
                        .orElse(Simple.ANY));
    }

    /** {@code contains(a, b)} is {@code a.contains(b)}. */
    private String afterDot(
            CelExpr expression, String name, List<Signature> signatures, boolean receiver, List<Type> types) {
        List<String> arguments = reports.places().arguments(expression);
        Type first = types.isEmpty() ? Simple.ANY : types.getFirst();
        if (receiver && name.equals("contains") && first instanceof ListOf && arguments.size() == 2) {
            return "Write " + arguments.get(1) + " in " + arguments.get(0);
        }
        if (name.equals("sum") && first instanceof ListOf list && Types.isText(list.item()) && arguments.size() == 1) {
            return "Make numbers of them: sum(" + arguments.get(0) + ".map(x, double(x)))";
        }
        if (name.equals("size") && Types.isNumber(first)) {
            return "A number has no size: compare it itself, or take the size of a text, list or map";
        }
        boolean fits = !receiver
                && !arguments.isEmpty()
                && result(signatures, true, types).isPresent();
        return fits
                ? "Write " + arguments.getFirst() + "." + Usage.written(name) + "("
                        + String.join(", ", arguments.subList(1, arguments.size())) + ")"
                : "";
    }

    private static String usage(String name, List<Signature> signatures) {
        return signatures.stream()
                .map(signature -> signature.words(Usage.written(name)))
                .distinct()
                .limit(4)
                .collect(Collectors.joining(" or "));
    }

    private static String found(String name, boolean receiver, List<Type> types) {
        List<String> words = types.stream()
                .map(type -> type.words().replaceFirst("^an? ", ""))
                .toList();
        String written = Usage.written(name);
        return receiver
                ? Signature.receiver(words.get(0)) + "." + written + "("
                        + String.join(", ", words.subList(1, words.size())) + ")"
                : written + "(" + String.join(", ", words) + ")";
    }

    private List<Type> types(List<CelExpr> expressions) {
        List<Type> types = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> types.add(typer.type(expression)));
        return types;
    }
}
