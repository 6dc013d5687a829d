package dev.weft.definitions.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a template. A line that begins with {@code #@} says what becomes of those below it:
 *
 * <pre>
 * #@ each approver in levelN_approver     … #@ end    once for each item, with @{approver}, @{n}, @{before} (n - 1), @{count}
 * #@ each a, b in aN, bN                  … #@ end    over two lists; b is nothing where the second has ended
 * #@ if escalate_to                       … #@ end    where it is neither absent, empty, 0 nor false
 * #@ if not first   #@ if mode is fast    … #@ else … #@ end
 * ## a word to who reads the template                 left out
 * </pre>
 *
 * {@code first} and {@code last} are of the innermost {@code each}. Any other line is written, with its {@link Holes} filled.
 * Immutable and thread safe.
 */
public final class TemplateBody {
    private final List<Part> parts;

    TemplateBody(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Lines, or lines that depend on values. */
    sealed interface Part {
        /** One line. */
        record Line(String text) implements Part {}

        /** Lines for each item of a list. */
        record Each(List<Loop> loops, List<Part> parts) implements Part {}

        /**
         * Lines under a condition.
         *
         * @param word that the value must be; {@code null} where it need only be something
         */
        record If(String name, boolean not, @Nullable String word, List<Part> then, List<Part> otherwise)
                implements Part {}
    }

    /** A name for the items of a list. */
    record Loop(String name, String list) {}

    /** The text, with these values. */
    String fill(Map<String, ? extends @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        fill(parts, values, text);
        return text.toString();
    }

    private static void fill(List<Part> parts, Map<String, ? extends @Nullable Object> values, StringBuilder text) {
        for (Part part : parts) {
            switch (part) {
                case Part.Line line ->
                    text.append(Holes.fill(line.text(), values)).append('\n');
                case Part.Each each -> each(each, values, text);
                case Part.If when -> fill(holds(when, values) ? when.then() : when.otherwise(), values, text);
            }
        }
    }

    private static void each(Part.Each each, Map<String, ? extends @Nullable Object> values, StringBuilder text) {
        int count = items(each.loops().getFirst(), values).size();
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>(values);
            for (Loop loop : each.loops()) {
                List<?> items = items(loop, values);
                inner.put(loop.name(), i < items.size() ? items.get(i) : null);
            }
            inner.put("n", i + 1L);
            inner.put("before", (long) i);
            inner.put("count", (long) count);
            inner.put("first", i == 0);
            inner.put("last", i == count - 1);
            fill(each.parts(), inner, text);
        }
    }

    private static List<?> items(Loop loop, Map<String, ? extends @Nullable Object> values) {
        return Holes.value(loop.list(), values) instanceof List<?> list ? list : List.of();
    }

    private static boolean holds(Part.If when, Map<String, ? extends @Nullable Object> values) {
        Object value = Holes.value(when.name(), values);
        boolean holds = when.word() == null ? isSomething(value) : when.word().equals(String.valueOf(value));
        return holds != when.not();
    }

    private static boolean isSomething(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }
}
