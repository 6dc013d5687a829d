package dev.weft.definitions.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template may be given. One whose name holds {@code N}, such as {@code level}N{@code _approver}, is numbered: its
 * value is a list, and {@code level1_approver} is the first of it.
 *
 * @param name as declared
 * @param schema JSON Schema 2020-12 of its value; of a numbered one that of the whole list
 * @param of the numbered parameter to whose values those of this numbered one belong, so that there are no more of them;
 *     {@code null} where it stands for itself
 */
public record TemplateParameter(
        String name,
        Map<String, @Nullable Object> schema,
        @Nullable String of) {
    private static final String NUMBER = "N";

    public TemplateParameter {
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    /** Whether a value must be given. */
    public boolean required() {
        return !schema.containsKey("default");
    }

    public boolean numbered() {
        return name.contains(NUMBER);
    }

    /** One paragraph for people. */
    public String description() {
        return schema.get("description") instanceof String text ? text.strip() : "";
    }

    /** Under which the value of a number, from 1, is given. */
    public String name(int number) {
        return name.replace(NUMBER, Integer.toString(number));
    }

    /** The number in a name, such as 2 of {@code level2_approver}; 0 where the name isn't one of this parameter's. */
    int number(String given) {
        int at = name.indexOf(NUMBER);
        int end = given.length() - (name.length() - at - 1);
        if (at < 0
                || end <= at
                || !given.startsWith(name.substring(0, at))
                || !given.endsWith(name.substring(at + 1))) {
            return 0;
        }
        String digits = given.substring(at, end);
        return digits.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(digits) : 0;
    }

    /** Keyword {@code type} of a value, of a numbered one that of each; {@code null} where any is allowed. */
    @Nullable Object type() {
        return numbered() && schema.get("items") instanceof Map<?, ?> item ? item.get("type") : schema.get("type");
    }

    /** The values that it may have, where they are few; else empty. */
    public List<Object> choices() {
        return schema.get("enum") instanceof List<?> values ? List.copyOf(values) : List.of();
    }
}
