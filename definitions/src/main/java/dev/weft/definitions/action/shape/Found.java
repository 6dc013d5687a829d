package dev.weft.definitions.action.shape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a value in words, for «but found Y». */
final class Found {
    private static final int LONGEST = 60;

    private Found() {}

    static String describe(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text \"" + shorten(text) + '"';
            case Boolean flag -> flag.toString();
            case Number number -> "the number " + number;
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            case Map<?, ?> map -> map.isEmpty() ? "an empty map" : "a map";
            default -> value.getClass().getSimpleName();
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
