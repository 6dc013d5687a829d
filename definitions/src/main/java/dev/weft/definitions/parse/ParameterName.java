package dev.weft.definitions.parse;

import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.schedule.TimestampText;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as messages call it, and what to write where its value is of the wrong kind.
 *
 * @param example as it stands in YAML; empty for none
 * @param holder the parameter that holds it, with its example; empty for none
 * @param time whether it is a time, or text of one
 * @param useless what to do where it has no use beside the others; {@code null} where it has
 */
record ParameterName(
        String name,
        String example,
        String holder,
        boolean time,
        @Nullable String useless) {
    /** Several words that need no quotes in a list. */
    private static final Pattern WORDS = Pattern.compile("[\\w./:=+-]+(?: +[\\w./:=+-]+)+");

    static ParameterName of(Shape.Field field, @Nullable String useless) {
        Bounds bounds = field.written().getAnnotation(Bounds.class);
        boolean time = bounds != null && bounds.pattern().equals(TimestampText.PATTERN);
        return new ParameterName(field.name(), field.example(), "", time, useless);
    }

    /** One of the values of this parameter, which is a map. */
    ParameterName entry(String key) {
        return new ParameterName(key, "", example.isEmpty() ? "" : name + ": " + example, false, useless);
    }

    /** One of the items of this parameter, which is a list. */
    ParameterName item() {
        return new ParameterName(name, "", "", false, useless);
    }

    private String example(String otherwise) {
        if (!holder.isEmpty()) {
            return "Write, for example, " + holder;
        }
        return example.isEmpty() ? otherwise : "Write, for example, " + name + ": " + example;
    }

    /** What to write in the place of a value that doesn't have the shape. */
    String cure(Shape shape, Node node) {
        if (useless != null) {
            return useless;
        }
        boolean nothing = node instanceof ScalarNode scalar && scalar.isNull();
        if (nothing) {
            return example("Write " + shape.describe() + ", or remove it.");
        }
        return switch (shape) {
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT ->
                        node instanceof ScalarNode ? "Put it in quotes if it is text." : example("Write text.");
                    case DURATION ->
                        node instanceof ScalarNode number && number.value() instanceof Long
                                ? "Write the unit, too: " + number.text() + "s, " + number.text() + "m or the like."
                                : example("Write a number with a unit, such as 90s or 1h30m.");
                    case WHOLE, NUMBER ->
                        node instanceof ScalarNode text && text.isText() && isNumber(text.text())
                                ? "Remove the quotes."
                                : example("Write " + scalar.describe() + ", such as 3.");
                    case BOOLEAN -> "Write true or false, without quotes.";
                    case ANY -> "";
                };
            case Shape.Choice choice ->
                "Write one of these words, such as " + choice.names().getFirst() + '.';
            case Shape.Items items ->
                node instanceof ScalarNode line
                                && items.item() == Shape.Scalar.TEXT
                                && WORDS.matcher(line.text()).matches()
                        ? "Write " + name + ": [" + line.text().strip().replaceAll(" +", ", ") + "]."
                        : example("Write a list, such as [a, b].");
            case Shape.Entries entries -> example("Write names and values, such as {name: value}.");
            case Shape.Fields fields ->
                example("Write its fields by name, such as {"
                        + fields.fields().getFirst().name() + ": …}.");
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,18})?");
    }
}
