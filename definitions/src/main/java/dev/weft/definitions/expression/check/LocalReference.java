package dev.weft.definitions.expression.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** References of a JSON Schema to a part of itself, such as {@code #/$defs/money}. */
public final class LocalReference {
    private LocalReference() {}

    /** What is meant; {@code null} where it isn't a part of the schema, or isn't a schema. */
    public static @Nullable Object find(@Nullable Object root, String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (!reference.startsWith("#/")) {
            return null;
        }
        Object at = root;
        for (String escaped : reference.substring(2).split("/", -1)) {
            String name = escaped.replace("~1", "/").replace("~0", "~");
            at = at instanceof Map<?, ?> map ? map.get(name) : at instanceof List<?> list ? item(list, name) : null;
        }
        return at instanceof Map ? at : null;
    }

    private static @Nullable Object item(List<?> list, String index) {
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= list.size()) {
            return null;
        }
        return list.get(Integer.parseInt(index));
    }
}
