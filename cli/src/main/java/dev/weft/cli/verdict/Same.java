package dev.weft.cli.verdict;

import dev.weft.definitions.expression.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two values are the same, and if not where they differ first. A whole number is the same as its decimal. */
final class Same {
    private static final int SHOWN = 300;

    private Same() {}

    /** Where they differ first, such as {@code .total: expected 3, but found 4}; {@code null} where they are the same. */
    static @Nullable String difference(@Nullable Object expected, @Nullable Object found) {
        return difference("", Values.normalise(expected), Values.normalise(found), false);
    }

    /** As the other, where what is found may have more fields than are expected. */
    static @Nullable String lack(@Nullable Object expected, @Nullable Object found) {
        return difference("", Values.normalise(expected), Values.normalise(found), true);
    }

    private static @Nullable String difference(
            String at, @Nullable Object expected, @Nullable Object found, boolean more) {
        if (expected instanceof Map<?, ?> wanted && found instanceof Map<?, ?> given) {
            return fields(at, wanted, given, more);
        }
        if (expected instanceof List<?> wanted && found instanceof List<?> given && wanted.size() == given.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                String difference = difference(at + "[" + i + "]", wanted.get(i), given.get(i), more);
                if (difference != null) {
                    return difference;
                }
            }
            return null;
        }
        boolean same = (expected instanceof Number one && found instanceof Number other)
                ? one.doubleValue() == other.doubleValue()
                : Objects.equals(expected, found);
        return same
                ? null
                : (at.isEmpty() ? "" : at + ": ") + "expected " + show(expected) + ", but found " + show(found);
    }

    private static @Nullable String fields(String at, Map<?, ?> wanted, Map<?, ?> given, boolean more) {
        Set<Object> names = new LinkedHashSet<>(wanted.keySet());
        if (!more) {
            names.addAll(given.keySet());
        }
        for (Object name : names) {
            String place = at + "." + name;
            if (!given.containsKey(name)) {
                return place + ": expected " + show(wanted.get(name)) + ", but found nothing";
            }
            if (!wanted.containsKey(name)) {
                return place + ": expected nothing, but found " + show(given.get(name));
            }
            String difference = difference(place, wanted.get(name), given.get(name), more);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** A value for a message. */
    static String show(@Nullable Object value) {
        String text = value instanceof String plain ? '"' + plain.replace("\n", "\\n") + '"' : word(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String word(@Nullable Object value) {
        return value == null ? "null" : Values.toText(value);
    }
}
