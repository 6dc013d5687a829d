package dev.weft.definitions.expression.check;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.List;
import java.util.Optional;

/**
 * What the value of an expression must be. A value that may turn out to be it is let through: only what never can be is
 * wrong.
 *
 * @param types any of them will do
 * @param words for «Expected X»
 * @param hint what to do about another value; empty where the message says it all
 * @param present whether it must be there: a condition; any other value may be absent
 */
public record Expected(List<Type> types, String words, String hint, boolean present) {
    private static final String LISTED = "Put it in a list: […]";

    public static final Expected ANYTHING = of(Simple.ANY);

    /** A condition. */
    public static final Expected BOOLEAN =
            new Expected(List.of(Simple.BOOLEAN), Simple.BOOLEAN.words(), "Compare it with something: … == …", true);

    public static final Expected TRUTH = new Expected(List.of(Simple.BOOLEAN), BOOLEAN.words(), BOOLEAN.hint(), false);
    /** Text: what JSON has no word for becomes some where it leaves an expression. */
    public static final Expected TEXT = new Expected(
            List.of(Simple.STRING, Simple.TIMESTAMP, Simple.DURATION, Simple.BYTES),
            "a string",
            "Make a string of it with string(…)",
            false);

    public static final Expected WHOLE = of(Simple.INTEGER);
    public static final Expected NUMBER = of(Simple.NUMBER);
    public static final Expected DURATION = new Expected(
            List.of(Simple.DURATION, Simple.STRING),
            "a duration",
            "Give text such as '90s', or duration('90s')",
            false);
    public static final Expected TIME = new Expected(
            List.of(Simple.TIMESTAMP, Simple.STRING),
            "a time",
            "Give a time, such as now + duration('1h') or timestamp('2026-03-01T12:00:00Z')",
            false);
    public static final Expected LIST = of(new ListOf(Simple.ANY));
    public static final Expected TEXTS = new Expected(
            TEXT.types().stream().map(text -> (Type) new ListOf(text)).toList(),
            "a list of strings",
            "Make strings of its items: ….map(x, string(x))",
            false);
    public static final Expected MAP = of(new MapOf(Simple.ANY));
    public static final Expected COLLECTION = new Expected(
            List.of(new ListOf(Simple.ANY), new MapOf(new ListOf(Simple.ANY))),
            "a list, or a map of lists",
            LISTED,
            false);
    public static final Expected QUANTITY =
            new Expected(List.of(Simple.NUMBER, Simple.STRING), "a number, or text with a unit", "", false);

    public Expected {
        types = List.copyOf(types);
    }

    /** One type. */
    public static Expected of(Type type) {
        return type == Simple.BOOLEAN ? BOOLEAN : new Expected(List.of(type), type.words(), "", false);
    }

    /** What to do about a value of another type; empty where the message says it all. */
    String cure(Type found) {
        if (this == TEXTS && !(found instanceof ListOf)) {
            return LISTED;
        }
        if (types.getFirst() != Simple.STRING) {
            return hint;
        }
        return switch (found) {
            case ListOf list -> "Join its items: ….join(', ')";
            case MapOf map -> "Take one of its fields";
            case Type.Fields fields -> "Take one of its fields";
            case Type.Words words -> hint;
            case OptionalOf optional -> hint;
            case Type.OneOf oneOf -> hint;
            case Simple simple -> hint;
        };
    }

    /** Whether a value of a type may be it. */
    boolean accepts(Type found) {
        Type value = found instanceof OptionalOf optional && !present ? optional.value() : found;
        boolean absent = value == Simple.NULL && !present;
        return absent || types.stream().anyMatch(type -> fits(value, type));
    }

    /** The first of the types of a value, some of which may be it, that it may not be. */
    Optional<Type> refused(Type found) {
        return Types.members(found).stream().filter(member -> !accepts(member)).findFirst();
    }

    private boolean fits(Type value, Type type) {
        if (this == DURATION && value instanceof Type.Words words && words.closed()) {
            return words.values().stream()
                    .anyMatch(text -> DurationText.parse(text).isPresent());
        }
        return Types.fits(value, type) && (!(type instanceof MapOf map) || Types.hold(value, map.value()));
    }
}
