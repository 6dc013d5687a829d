package dev.weft.definitions.expression.check;

import dev.cel.common.Operator;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.regex.Pattern;

/** How to make two values fit an operator that can't take them as they are. */
final class Conversions {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private Conversions() {}

    /** What to write; empty where nothing is sure to help. */
    static String between(Operator operator, Type left, Type right) {
        if (left instanceof OptionalOf || right instanceof OptionalOf) {
            return "Give a default to the optional value: .orValue(…)";
        }
        if (Types.isText(left) || Types.isText(right)) {
            boolean first = Types.isText(left);
            Type other = first ? right : left;
            if (other instanceof Simple simple && Types.isNumber(simple) && !mayBeNumber(first ? left : right)) {
                boolean written = (first ? left : right) instanceof Type.Words words
                        && words.values().size() == 1;
                return operator == Operator.ADD
                        ? "Write string(…) around the " + (first ? "right" : "left")
                        : written ? "A number is written without quotes" : "";
            }
            return withText(operator, first ? "left" : "right", first ? "right" : "left", other);
        }
        boolean sum = operator == Operator.ADD || operator == Operator.SUBTRACT;
        if (sum && (isTime(left) && Types.isNumber(right) || Types.isNumber(left) && isTime(right))) {
            return "Write the number as a duration, such as duration('5s')";
        }
        if (left instanceof ListOf && operator == Operator.ADD) {
            return "An item is added with list + [item]";
        }
        boolean list = left instanceof ListOf || right instanceof ListOf;
        boolean equality = operator == Operator.EQUALS || operator == Operator.NOT_EQUALS;
        return list && equality ? "Whether a list holds a value: value in list" : "";
    }

    private static String withText(Operator operator, String text, String others, Type other) {
        return switch (other) {
            case Simple simple -> withText(operator, text, others, simple);
            case ListOf list ->
                switch (operator) {
                    case EQUALS, NOT_EQUALS -> "Whether a list holds a value: value in list";
                    case ADD -> "An item is added with list + [item], and a list made text with list.join(', ')";
                    default -> "";
                };
            case MapOf map -> "Take one of the map's fields";
            case Fields fields -> "Take one of the map's fields";
            case Type.Words words -> "Make numbers of both with int(…) or double(…)";
            case OptionalOf optional -> "";
            case Type.OneOf oneOf -> "";
        };
    }

    private static String withText(Operator operator, String text, String others, Simple other) {
        return switch (other) {
            case INTEGER, DECIMAL, NUMBER ->
                operator == Operator.ADD
                        ? "To join texts write string(…) around the " + others + "; to calculate, " + number(other)
                                + " around the " + text
                        : "Make a number of the " + text + " with " + number(other);
            case STRING -> "Make numbers of both with int(…) or double(…)";
            case BOOLEAN ->
                operator == Operator.ADD
                        ? "Write string(…) around the " + others
                        : "Make a boolean of the " + text + " with bool(…)";
            case TIMESTAMP ->
                operator == Operator.ADD
                        ? "Make text of the " + others + " with string(…)"
                        : "Make a timestamp of the " + text + " with timestamp(…)";
            case DURATION ->
                operator == Operator.ADD || operator == Operator.SUBTRACT
                        ? "Make a time of the " + text + " with timestamp(…), or a duration with duration(…)"
                        : "Make a duration of the " + text + " with duration(…)";
            case BYTES, TYPE -> "Make text of the " + others + " with string(…)";
            case ANY, NOTHING, NULL -> "";
        };
    }

    private static boolean isTime(Type type) {
        return type == Simple.TIMESTAMP || type == Simple.DURATION;
    }

    private static boolean mayBeNumber(Type text) {
        return !(text instanceof Type.Words words)
                || words.values().stream()
                        .anyMatch(value -> NUMBER.matcher(value).matches());
    }

    private static String number(Simple type) {
        return type == Simple.INTEGER ? "int(…)" : "double(…)";
    }
}
