package dev.weft.definitions.schema;

import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.parse.Form;
import dev.weft.definitions.size.SizeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas of text: what is written out, and what an expression gives. Patterns are plain enough for every engine. */
final class Texts {
    /** Somewhere in a text an expression begins; {@code $${{} stands for the characters alone. */
    private static final String OPEN = "(^|[^$])\\$\\{\\{";

    /** A whole <code>${{ … }}</code>. */
    static final Map<String, Object> EXPRESSION =
            Ordered.map("type", "string", "pattern", "^\\$\\{\\{[\\s\\S]*\\}\\}$");

    /** Text that is known before a run. */
    static final Map<String, Object> PLAIN = Ordered.map("type", "string", "not", Map.of("pattern", OPEN));

    static final Map<String, Object> NOT_BLANK = Ordered.map("type", "string", "pattern", "\\S");

    static final Map<String, Object> SIZE = quantity("^" + SizeText.PATTERN + "$", 1);

    static final Map<String, Object> SHARE = quantity("^\\s*0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)\\s*%\\s*$", 0);

    static final Map<String, Object> CEL = Map.of(
            "anyOf",
            List.of(
                    Ordered.map("type", "string", "pattern", "\\S", "not", Map.of("pattern", OPEN)),
                    Map.of("type", List.of("boolean", "number"))));

    private Texts() {}

    /** A duration, or text in which an expression gives one. */
    static Map<String, Object> duration(boolean orNone) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("type", "string");
        written.put("pattern", "^" + DurationText.PATTERN + "$");
        // One digit at least; a longer pattern could say so, but nobody could read it.
        written.put("allOf", List.of(Map.of("pattern", orNone ? "[0-9]" : "[1-9]")));
        return Map.of("anyOf", List.of(written, holdsExpression()));
    }

    /** Text that is what it is, of a pattern. */
    static Map<String, Object> named(Form.Pattern text) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^(" + text.pattern() + ")$");
        if (!text.taken().isEmpty()) {
            schema.put("not", Map.of("enum", text.taken()));
        }
        return schema;
    }

    /** Text of a pattern, or in which an expression stands. */
    static Map<String, Object> orHoles(String pattern) {
        return Ordered.map("type", "string", "pattern", "^(" + pattern + ")$|" + OPEN);
    }

    /** Text within bounds, or in which an expression stands. */
    static Map<String, Object> bounded(Bounds bounds) {
        Map<String, Object> schema = new LinkedHashMap<>(orHoles(bounds.pattern()));
        if (!bounds.notFirst().isEmpty()) {
            schema.put("not", Map.of("pattern", "^" + bounds.notFirst()));
        }
        return schema;
    }

    /** What is written out, or an expression in its place. */
    static Map<String, Object> orComputed(Map<String, Object> written) {
        return Map.of("anyOf", List.of(written, EXPRESSION));
    }

    private static Map<String, Object> holdsExpression() {
        return Ordered.map("type", "string", "pattern", OPEN);
    }

    private static Map<String, Object> quantity(String pattern, int least) {
        List<Object> ways = new ArrayList<>();
        ways.add(Ordered.map("type", "integer", "minimum", least));
        ways.add(Ordered.map("type", "string", "pattern", pattern));
        ways.add(holdsExpression());
        return Map.of("anyOf", ways);
    }
}
