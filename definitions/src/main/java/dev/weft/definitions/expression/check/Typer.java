package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of each piece of an expression, from the inside out. A piece that is wrong is reported once and is of
 * any type for what is around it. One use each.
 */
final class Typer {
    private final Variables variables;
    private final Places places;
    private final Reports reports;
    private final MemberTypes members;
    private final CallTypes calls;
    private final CelExpr whole;
    private @Nullable AskedMembers asked;
    private int guards;

    Typer(Names names, Places places, List<Flaw> flaws, CelExpr whole) {
        this.places = places;
        this.whole = whole;
        // Whoever asks for types knows that there are several.
        this.guards = places.mentions("type(") ? 1 : 0;
        this.reports = new Reports(places, flaws);
        this.variables = new Variables(names, reports);
        this.members = new MemberTypes(this, reports);
        this.calls = new CallTypes(this, reports);
    }

    /** The type of the whole. */
    Type type() {
        return type(whole);
    }

    Type type(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case IDENT -> variables.type(expression);
            case SELECT -> members.select(expression);
            case CALL -> call(expression);
            case LIST -> list(expression.list());
            case MAP -> map(expression.map());
            case COMPREHENSION -> fold(expression.comprehension());
            case STRUCT, NOT_SET -> {
                reports.type(
                        places.name(expression),
                        "Expected a value, but found " + expression.struct().messageName() + "{…}",
                        "Write a map as {'name': value}");
                yield Simple.ANY;
            }
        };
    }

    /** The type of a piece that is only evaluated, or only matters, where another has been tested. */
    Type guarded(CelExpr expression) {
        guards++;
        Type type = type(expression);
        guards--;
        return type;
    }

    /**
     * What fails with some of the types that a value may be of, unless it is tested first.
     *
     * @param refused those types
     */
    void maybe(Places.Span span, String message, List<Type> refused, String hint) {
        boolean isNull = refused.contains(Simple.NULL);
        // Whoever asks for null, somewhere in the expression, knows of it.
        if (guards == 0 && !(isNull && places.mentions("null"))) {
            reports.add(Flaw.Kind.MAY_NOT_FIT, span, message, isNull ? MemberTypes.ASK_NULL : hint);
        }
    }

    /** Whether the expression asks somewhere whether a member is there. */
    boolean asksFor(CelExpr operand, String member) {
        if (asked == null) {
            asked = AskedMembers.in(whole);
        }
        return asked.contains(operand, member);
    }

    /** The type of a piece that is looked at twice: what is wrong with it is reported at the other time. */
    Type quietly(CelExpr expression) {
        int before = reports.flaws().size();
        Type type = type(expression);
        reports.flaws().subList(before, reports.flaws().size()).clear();
        return type;
    }

    /** Whether what stands before the dot of a call is the first part of the function's name. */
    boolean isNamespace(CelExpr target, String function) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && !variables.knows(target.ident().name())
                && Signatures.NAMESPACES.contains(target.ident().name())
                && !function.startsWith("@");
    }

    private static Type constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> Simple.NULL;
            case BOOLEAN_VALUE -> Simple.BOOLEAN;
            case INT64_VALUE, UINT64_VALUE -> Simple.INTEGER;
            case DOUBLE_VALUE -> Simple.DECIMAL;
            case STRING_VALUE -> LiteralTypes.text(constant.stringValue());
            case BYTES_VALUE -> Simple.BYTES;
            case TIMESTAMP_VALUE -> Simple.TIMESTAMP;
            case DURATION_VALUE -> Simple.DURATION;
            case NOT_SET -> Simple.ANY;
        };
    }

    private Type call(CelExpr expression) {
        CelExpr.CelCall call = expression.call();
        Operator operator = Operator.findReverse(call.function()).orElse(null);
        if (operator == null) {
            return calls.type(expression);
        }
        return switch (operator) {
            case INDEX -> members.index(expression);
            case OPTIONAL_SELECT, OPTIONAL_INDEX -> members.optional(expression);
            case HAS, ALL, EXISTS, EXISTS_ONE, EXISTS_ONE_NEW, MAP, FILTER -> calls.type(expression);
            case SUBTRACT -> members.dashed(expression).orElseGet(() -> calls.operator(expression, operator));
            default -> calls.operator(expression, operator);
        };
    }

    private Type list(CelExpr.CelList list) {
        Type item = Simple.NOTHING;
        Set<Integer> optional = new HashSet<>(list.optionalIndices());
        Set<Type> joined = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < list.elements().size(); i++) {
            CelExpr element = list.elements().get(i);
            Type type = optional.contains(i) ? unwrapped(element, type(element)) : type(element);
            item = joined.add(type) ? Types.join(item, type) : item;
        }
        return new ListOf(item);
    }

    private Type map(CelExpr.CelMap map) {
        Map<String, Type> fields = new LinkedHashMap<>();
        Type all = Simple.NOTHING;
        Set<Type> joined = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean named = true;
        for (CelExpr.CelMap.Entry entry : map.entries()) {
            Type key = type(entry.key());
            if (key == Simple.DECIMAL || key == Simple.NULL || key instanceof ListOf || Types.isMap(key)) {
                reports.type(
                        places.whole(entry.key()),
                        "Expected a string, integer or boolean as key of a map, but found " + key.words(),
                        "");
            }
            Type type = type(entry.value());
            Type value = entry.optionalEntry() ? unwrapped(entry.value(), type) : type;
            all = joined.add(value) ? Types.join(all, value) : all;
            named &= !entry.optionalEntry() && Types.isText(key) && isText(entry.key());
            if (named) {
                fields.put(entry.key().constant().stringValue(), value);
            }
        }
        return named ? Fields.closed(fields) : new MapOf(all);
    }

    private static boolean isText(CelExpr key) {
        return key.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    }

    private Type unwrapped(CelExpr value, Type type) {
        if (type instanceof OptionalOf optional) {
            return optional.value();
        }
        if (!Types.fits(type, new OptionalOf(Simple.ANY))) {
            reports.type(places.whole(value), "Expected an optional value after ?, but found " + type.words(), "");
        }
        return Simple.ANY;
    }

    private static boolean isRange(Type type) {
        return type instanceof ListOf || Types.isMap(type) || Types.isOpen(type);
    }

    private Type fold(CelExpr.CelComprehension loop) {
        Type range = type(loop.iterRange());
        Tried tried =
                Tried.with(List.of(range), types -> isRange(types.getFirst()) ? Optional.of(range) : Optional.empty());
        if (tried.result() == null) {
            reports.type(
                    places.whole(loop.iterRange()),
                    "Expected a list or map to go over, but found " + range.words(),
                    range instanceof OptionalOf ? "Give a default before: .orValue([])" : "");
        }
        if (tried.result() != null && tried.refused() != null) {
            maybe(
                    places.whole(loop.iterRange()),
                    "Expected a list or map to go over, but it may also be "
                            + tried.refused().getFirst().words(),
                    tried.refused(),
                    MemberTypes.ASK);
        }
        variables.enter();
        if (loop.iterVar2().isEmpty()) {
            variables.declare(loop.iterVar(), Types.key(range));
        } else {
            variables.declare(
                    loop.iterVar(),
                    range instanceof Type.OneOf
                            ? Simple.ANY
                            : range instanceof ListOf ? Simple.INTEGER : Types.key(range));
            variables.declare(loop.iterVar2(), Types.value(range));
        }
        Type initial = type(loop.accuInit());
        variables.declare(loop.accuVar(), initial instanceof Fields ? new MapOf(Simple.NOTHING) : initial);
        type(loop.loopCondition());
        variables.declare(loop.accuVar(), type(loop.loopStep()));
        Type result = type(loop.result());
        variables.leave();
        return result;
    }
}
