package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.List;

/**
 * What the value of an expression must be. A value that may turn out to be it is let through: only what never can be is
 * wrong.
 *
 * @param types any of them will do
 * @param words for «Expected X»
 * @param hint what to do about another value; empty where the message says it all
 */
public record Expected(List<Type> types, String words, String hint) {
    public static final Expected ANYTHING = of(Simple.ANY);
    public static final Expected BOOLEAN =
            new Expected(List.of(Simple.BOOLEAN), Simple.BOOLEAN.words(), "Compare it with something: … == …");
    public static final Expected TEXT =
            new Expected(List.of(Simple.STRING), "a string", "Make a string of it with string(…)");
    public static final Expected WHOLE = of(Simple.INTEGER);
    public static final Expected NUMBER = of(Simple.NUMBER);
    public static final Expected DURATION = new Expected(
            List.of(Simple.DURATION, Simple.STRING), "a duration", "Give text such as '90s', or duration('90s')");
    public static final Expected LIST = of(new ListOf(Simple.ANY));
    public static final Expected MAP = of(new MapOf(Simple.ANY));
    public static final Expected COLLECTION = new Expected(
            List.of(new ListOf(Simple.ANY), new MapOf(Simple.ANY)),
            "a list, or a map of lists",
            "Put it in a list: […]");
    public static final Expected QUANTITY =
            new Expected(List.of(Simple.NUMBER, Simple.STRING), "a number, or text with a unit", "");

    public Expected {
        types = List.copyOf(types);
    }

    /** One type. */
    public static Expected of(Type type) {
        return type == Simple.BOOLEAN ? BOOLEAN : new Expected(List.of(type), type.words(), "");
    }

    /** Whether a value of a type may be it. */
    boolean accepts(Type found) {
        // A condition must be there; anywhere else an optional value counts as what is in it, or as null.
        boolean condition = types.contains(Simple.BOOLEAN);
        Type value = found instanceof OptionalOf optional && !condition ? optional.value() : found;
        boolean absent = value == Simple.NULL && !condition;
        return absent || types.stream().anyMatch(type -> Types.fits(value, type));
    }
}
