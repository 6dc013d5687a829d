package dev.weft.definitions.expression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values that expressions work on, and their way to JSON and to text. */
public final class Values {
    private Values() {}

    /** Makes any JSON-like value (from Jackson, YAML, an agent) normal: whole numbers become {@link Long}, and so on. */
    public static @Nullable Object normalise(@Nullable Object value) {
        return value;
    }

    /** A normal value as JSON has it: instants become RFC 3339 text. */
    public static @Nullable Object toJson(@Nullable Object value) {
        return value;
    }

    /** A normal value as it is put into text: strings as they are, {@code null} as nothing, maps and lists as JSON. */
    public static String toText(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
