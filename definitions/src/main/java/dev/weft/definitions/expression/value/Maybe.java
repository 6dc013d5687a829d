package dev.weft.definitions.expression.value;

import org.jspecify.annotations.Nullable;

/**
 * CEL's optional: what {@code a.?b} gives. (Java's own can't hold a null.)
 *
 * @param present whether there is a value
 * @param value the value, which may be null; null where there is none
 */
public record Maybe(boolean present, @Nullable Object value) {
    /** No value. */
    public static final Maybe NONE = new Maybe(false, null);

    /** A value, null too. */
    public static Maybe of(@Nullable Object value) {
        return new Maybe(true, value);
    }

    /** A value, or none for null: null is how the language says that something is absent. */
    public static Maybe ofNonNull(@Nullable Object value) {
        return value == null ? NONE : of(value);
    }
}
