package dev.weft.definitions.template;

import dev.weft.definitions.expression.value.Text;
import dev.weft.definitions.source.CoreSchema;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places of a line where a value goes: {@code @{name}}, {@code @{name.field}}, {@code @{name|approver}}. Where it stands
 * decides how the value is written, so that no value can become anything but itself:
 *
 * <ul>
 *   <li>within double quotes, its text, escaped;
 *   <li>alone as a value, the value as YAML;
 *   <li>as a part of a word, such as {@code step_@{n}}, a number or a word.
 * </ul>
 */
final class Holes {
    static final Pattern HOLE =
            Pattern.compile("@\\{([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)(\\|approver)?}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]+");

    private Holes() {}

    static String fill(String line, Map<String, ? extends @Nullable Object> values) {
        Matcher holes = HOLE.matcher(line);
        StringBuilder filled = new StringBuilder();
        while (holes.find()) {
            Object value = value(holes.group(1), values);
            if (holes.group(2) != null) {
                value = approver(value);
            }
            String text;
            if (isQuoted(line, holes.start())) {
                String json = Text.json(value instanceof String ? value : Text.json(value));
                text = json.substring(1, json.length() - 1);
            } else if (isAlone(line, holes.start(), holes.end())) {
                text = yaml(value);
            } else {
                text = part(line, value);
            }
            holes.appendReplacement(filled, Matcher.quoteReplacement(text));
        }
        return holes.appendTail(filled).toString();
    }

    /** The value of a name, or of a field of it; {@code null} where the field isn't there. */
    static @Nullable Object value(String path, Map<String, ? extends @Nullable Object> values) {
        String[] names = path.split("\\.", -1);
        if (!values.containsKey(names[0])) {
            throw new IllegalStateException("Expected a parameter of the template, but found " + names[0]);
        }
        Object value = values.get(names[0]);
        for (int i = 1; i < names.length; i++) {
            value = value instanceof Map<?, ?> map ? map.get(names[i]) : null;
        }
        return value;
    }

    // A name alone is a person.
    private static Object approver(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.equals("anyone") || text.startsWith("user:") || text.startsWith("role:") ? text : "user:" + text;
    }

    private static boolean isQuoted(String line, int at) {
        boolean quoted = false;
        for (int i = 0; i < at; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static boolean isAlone(String line, int start, int end) {
        String before = line.substring(0, start).stripTrailing();
        String after = line.substring(end).strip();
        boolean begins = before.isEmpty()
                || before.endsWith(":") && line.charAt(start - 1) == ' '
                || before.endsWith("-") && line.charAt(start - 1) == ' '
                || before.endsWith("[")
                || before.endsWith("{")
                || before.endsWith(",");
        return begins && (after.isEmpty() || ",]}".indexOf(after.charAt(0)) >= 0);
    }

    private static String yaml(@Nullable Object value) {
        boolean plain =
                value instanceof String text && WORD.matcher(text).matches() && text.equals(CoreSchema.resolve(text));
        return plain ? String.valueOf(value) : Text.json(value);
    }

    private static String part(String line, @Nullable Object value) {
        String text = String.valueOf(value);
        if (!(value instanceof Number) && !PART.matcher(text).matches()) {
            throw new IllegalStateException("Expected a word to put into «" + line.strip() + "», but found " + text);
        }
        return text;
    }
}
