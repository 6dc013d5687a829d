package dev.weft.definitions.random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways to write a tree: as JSON, or as YAML in any order of fields, with comments, in all styles of maps and texts. */
public final class Spelling {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dice dice;
    private final StringBuilder text = new StringBuilder();

    private Spelling(Dice dice) {
        this.dice = dice;
    }

    /** As JSON, on one line or on many. */
    public static String json(@Nullable Object tree, long seed) {
        Dice dice = new Dice(seed);
        try {
            Object shuffled = shuffle(tree, dice);
            return dice.percent(50)
                    ? JSON.writeValueAsString(shuffled)
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(shuffled);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As YAML; another seed gives another spelling of the same. */
    public static String yaml(@Nullable Object tree, long seed) {
        Spelling spelling = new Spelling(new Dice(seed));
        spelling.comment(0);
        spelling.block(shuffle(tree, spelling.dice), 0);
        return spelling.text.toString();
    }

    private static @Nullable Object shuffle(@Nullable Object tree, Dice dice) {
        if (tree instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry :
                    tree instanceof Fields && !(tree instanceof Parameters) ? dice.shuffled(entries) : entries) {
                copy.put(entry.getKey(), shuffle(entry.getValue(), dice));
            }
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(shuffle(item, dice)));
            return copy;
        }
        return tree;
    }

    /** What stands on lines of its own, at an indentation. */
    private void block(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, below) -> {
                comment(indent);
                text.append(" ".repeat(indent)).append(key(String.valueOf(key))).append(':');
                below(below, indent);
            });
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            list.forEach(item -> {
                comment(indent);
                text.append(" ".repeat(indent)).append('-');
                below(item, indent);
            });
        } else {
            text.append(" ".repeat(indent)).append(flow(value)).append('\n');
        }
    }

    private void below(@Nullable Object value, int indent) {
        boolean holds =
                value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
        if (holds && dice.percent(70)) {
            text.append(dice.percent(10) ? " # " + dice.pick("more", "id: x", "${{ }}") + "\n" : "\n");
            block(value, indent + dice.between(1, 4));
        } else if (value instanceof String literal && isLiteral(literal)) {
            text.append(literal.endsWith("\n") ? " |\n" : " |-\n");
            for (String line : literal.stripTrailing().split("\n", -1)) {
                text.append(" ".repeat(indent + 2)).append(line).append('\n');
            }
        } else {
            text.append(" ".repeat(dice.between(1, 2))).append(flow(value)).append('\n');
        }
    }

    // A literal block can hold what neither begins with a blank nor ends in several.
    private boolean isLiteral(String value) {
        return !value.isBlank() && value.matches("[^\\s][^\\t\\r]*[^\\s]\\n?") && dice.percent(30);
    }

    private String flow(@Nullable Object value) {
        return switch (value) {
            case null -> dice.pick("null", "~");
            case String string -> string(string, false);
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                map.forEach((key, below) -> entries.add(key(String.valueOf(key)) + ": " + flow(below)));
                yield "{" + String.join(dice.pick(", ", " , "), entries) + dice.pick("", " ") + "}";
            }
            case List<?> list -> {
                List<String> items = new ArrayList<>();
                list.forEach(item -> items.add(flow(item)));
                yield "[" + String.join(", ", items) + "]";
            }
            default -> value.toString();
        };
    }

    private String key(String key) {
        return string(key, true);
    }

    private String string(String value, boolean key) {
        boolean plain = value.matches("[A-Za-z][A-Za-z_/-]*[A-Za-z]") && !value.matches("(?i)true|false|null|yes|no");
        boolean single = value.chars().noneMatch(c -> c < ' ');
        return switch (dice.below(key ? 8 : 4)) {
            case 0 -> quoted(value);
            case 1 -> single ? "'" + value.replace("'", "''") + "'" : quoted(value);
            default -> plain ? value : quoted(value);
        };
    }

    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void comment(int indent) {
        if (dice.percent(8)) {
            text.append(dice.pick("", " ".repeat(indent)))
                    .append(dice.pick("# a: comment", "#", "# {[ \"'", ""))
                    .append('\n');
        }
    }
}
