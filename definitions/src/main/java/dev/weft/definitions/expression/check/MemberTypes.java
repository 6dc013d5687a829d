package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OneOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import dev.weft.definitions.expression.program.Labels;
import dev.weft.definitions.problem.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types of fields and items, and names with a dash, which read as a subtraction. */
final class MemberTypes {
    /** What to do where a value may also be one that holds nothing. */
    static final String ASK = "Ask first what it is: type(…) == map ? … : …";

    private static final String AN_ITEM = "an item";

    /** What to do where a value may also be null. */
    static final String ASK_NULL = "Ask first: … == null ? … : …";

    private static final Set<String> SIZES = Set.of("size", "length", "count", "len");
    private static final Predicate<Type> NAMES = type -> Types.isMap(type) || type instanceof OptionalOf;
    private static final Predicate<Type> ITEMS = type -> type instanceof ListOf || NAMES.test(type);

    private final Typer typer;
    private final Reports reports;
    private final Dashes dashes;

    MemberTypes(Typer typer, Reports reports) {
        this.typer = typer;
        this.reports = reports;
        this.dashes = new Dashes(typer, reports.places());
    }

    /** {@code a.b} and {@code has(a.b)}. */
    Type select(CelExpr expression) {
        CelExpr.CelSelect select = expression.select();
        if (Labels.of(expression).startsWith("google.protobuf.")) {
            return Simple.TYPE;
        }
        Type operand = typer.type(select.operand());
        Type field = field(
                operand, select.field(), select.operand(), reports.places().member(expression));
        if (select.testOnly()) {
            return Simple.BOOLEAN;
        }
        undeclared(operand, expression);
        return field;
    }

    // Where it isn't sure that all that is declared is known nothing is said: of two values that join, only what both
    // have is.
    private void undeclared(Type operand, CelExpr expression) {
        CelExpr.CelSelect select = expression.select();
        String label = Labels.of(select.operand());
        if (!(Types.present(operand) instanceof Fields fields)
                || fields.others() != Fields.Others.UNDECLARED
                || fields.fields().containsKey(select.field())) {
            return;
        }
        boolean event = fields.fields().keySet().equals(ScopeTypes.EVENT_ATTRIBUTES);
        String nearest = Suggestion.nearest(select.field(), fields.fields().keySet());
        if (nearest != null && !typer.asksFor(select.operand(), select.field())) {
            reports.add(
                    Flaw.Kind.UNDECLARED_FIELD,
                    reports.places().member(expression),
                    "Expected a name that is " + (event ? "known" : "declared") + " in " + label + ", but found "
                            + select.field(),
                    "Did you mean \"" + nearest + "\"?");
        }
    }

    /** {@code a.?b} and {@code a[?b]}. */
    Type optional(CelExpr expression) {
        // Of null there is no part: what is asked so for is absent.
        Type member = expression.call().function().equals(Operator.OPTIONAL_INDEX.getFunction())
                ? index(expression)
                : field(
                        Types.present(typer.type(expression.call().args().get(0))),
                        expression.call().args().get(1).constant().stringValue(),
                        expression.call().args().get(0),
                        reports.places().member(expression));
        return member instanceof OptionalOf ? member : new OptionalOf(member);
    }

    /** {@code a[b]}. */
    Type index(CelExpr expression) {
        CelExpr operand = expression.call().args().get(0);
        CelExpr key = expression.call().args().get(1);
        Type container = typer.type(operand);
        Type keyType = typer.type(key);
        String name = text(key);
        if (name != null && !(container instanceof ListOf)) {
            return field(container, name, operand, reports.places().whole(key));
        }
        return switch (container) {
            case ListOf list -> {
                if (!Types.fits(keyType, Simple.NUMBER)) {
                    reports.type(
                            reports.places().whole(key),
                            "Expected an integer as the place in a list, but found " + keyType.words(),
                            "");
                }
                negative(expression, operand, key);
                yield list.item();
            }
            case MapOf map -> map.value();
            case Fields ignored -> Simple.ANY;
            case OptionalOf ignored -> new OptionalOf(Simple.ANY);
            case OneOf oneOf -> {
                Places.Span span = reports.places().whole(key);
                yield found(
                        oneOf,
                        holders(oneOf, operand, AN_ITEM, span, ITEMS)
                                .map(holder -> holder instanceof OptionalOf
                                        ? new OptionalOf(Simple.ANY)
                                        : Types.value(holder)));
            }
            case Words words ->
                notAContainer(words, operand, AN_ITEM, reports.places().whole(key));
            case Simple simple ->
                notAContainer(simple, operand, AN_ITEM, reports.places().whole(key));
        };
    }

    private void negative(CelExpr expression, CelExpr operand, CelExpr key) {
        boolean plain = expression.call().function().equals(Operator.INDEX.getFunction());
        boolean written = key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && key.constant().getKind() == CelConstant.Kind.INT64_VALUE;
        if (plain && written && key.constant().int64Value() < 0) {
            String label = Labels.of(operand);
            String list = label.equals("the value") ? "list" : label;
            reports.add(
                    Flaw.Kind.FAILS,
                    reports.places().whole(key),
                    "Expected the place of an item, from 0, but found "
                            + key.constant().int64Value(),
                    "Places count from the beginning: " + list + "[size(" + list + ") - "
                            + String.valueOf(key.constant().int64Value()).substring(1) + "]");
        }
    }

    /** {@code tasks.a-b}, where it can only mean {@code tasks['a-b']}. */
    Optional<Type> dashed(CelExpr expression) {
        return dashes.find(expression).map(found -> {
            String label = Labels.of(found.operand());
            int start = reports.places().start(found.operand());
            reports.add(
                    Flaw.Kind.UNKNOWN_FIELD,
                    new Places.Span(start, label.length() + 1 + found.name().length()),
                    "Expected a name without dashes after the dot, but found " + label + "." + found.name()
                            + ", which is a subtraction",
                    cure(label, found));
            return Simple.ANY;
        });
    }

    private static String cure(String label, Dashes.Dashed found) {
        if (found.meant() == null) {
            return "A name with dashes is written " + label + "['a-b'], but there is no " + found.name() + " either";
        }
        return found.meant().equals(found.name())
                ? "Write " + label + "['" + found.name() + "']"
                : "Did you mean " + label + "['" + found.meant() + "']?";
    }

    private Type field(Type container, String name, CelExpr operand, Places.Span span) {
        return switch (container) {
            case Fields fields -> field(fields, name, operand, span);
            case MapOf map -> map.value();
            case OptionalOf optional -> {
                Type member = field(optional.value(), name, operand, span);
                yield member instanceof OptionalOf ? member : new OptionalOf(member);
            }
            case ListOf ignored -> {
                reports.type(
                        span,
                        "Expected a map to find " + name + " in, but " + Labels.of(operand) + " is a list",
                        SIZES.contains(name)
                                ? "Write size(" + Labels.of(operand) + ")"
                                : "Take one item, [0], or each: .map(x, x." + name + ")");
                yield Simple.ANY;
            }
            case OneOf oneOf ->
                found(
                        oneOf,
                        holders(oneOf, operand, name, span, NAMES).map(holder -> field(holder, name, operand, span)));
            case Words words -> notAContainer(words, operand, name, span);
            case Simple simple -> notAContainer(simple, operand, name, span);
        };
    }

    // A part of null is null.
    private static Type found(OneOf container, Stream<Type> parts) {
        Type part = parts.reduce(Types::join).orElse(Simple.ANY);
        return container.members().contains(Simple.NULL) ? Types.orNull(part) : part;
    }

    /** Those of some types that hold what is looked for. */
    private Stream<Type> holders(OneOf oneOf, CelExpr operand, String member, Places.Span span, Predicate<Type> holds) {
        Type present = Types.present(oneOf);
        List<Type> holders = Types.members(present).stream().filter(holds).toList();
        List<Type> others =
                Types.members(present).stream().filter(holds.negate()).toList();
        if (holders.isEmpty()) {
            notAContainer(present, operand, member, span);
        } else if (!others.isEmpty()) {
            typer.maybe(
                    span,
                    "Expected a list or map to find " + member + " in, but " + Labels.of(operand) + " may also be "
                            + others.getFirst().words(),
                    others,
                    ASK);
        }
        return holders.stream();
    }

    private Type field(Fields fields, String name, CelExpr operand, Places.Span span) {
        Type type = fields.fields().get(name);
        if (type != null) {
            return type;
        }
        Absent absent = fields.absent().get(name);
        if (absent != null) {
            reports.add(span, absent);
        } else if (!fields.open()) {
            String label = Labels.of(operand);
            String known = fields.fields().isEmpty()
                    ? "There is nothing in " + label + " here"
                    : "In " + label + ": " + Suggestion.list(fields.fields().keySet());
            reports.add(
                    Flaw.Kind.UNKNOWN_FIELD,
                    span,
                    "Expected a name in " + label + ", but found " + name,
                    Suggestion.didYouMean(name, fields.fields().keySet(), known));
        }
        return Simple.ANY;
    }

    private Type notAContainer(Type type, CelExpr operand, String member, Places.Span span) {
        if (!Types.isOpen(type) && type != Simple.NULL) {
            reports.type(
                    span,
                    "Expected a list or map to find " + member + " in, but " + Labels.of(operand) + " is "
                            + type.words(),
                    !Types.isText(type)
                            ? ""
                            : SIZES.contains(member)
                                    ? "Write size(" + Labels.of(operand) + ")"
                                    : member.equals(AN_ITEM)
                                            ? "A character of a text is text.charAt(0), a part of it text.substring(0, 3)"
                                            : "");
        }
        return Simple.ANY;
    }

    private static @Nullable String text(CelExpr key) {
        return key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? key.constant().stringValue()
                : null;
    }
}
