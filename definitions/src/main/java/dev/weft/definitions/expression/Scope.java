package dev.weft.definitions.expression;

import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees: {@code inputs}, {@code tasks}, {@code run}, {@code now}, {@code item} and so on.
 *
 * <p>Values are what {@link Values} calls normal: {@code null}, {@link Boolean}, {@link Long}, {@link Double},
 * {@link String}, {@link java.time.Instant}, and lists and string-keyed maps of these. Maps may be lazy views.
 */
@FunctionalInterface
public interface Scope {
    /**
     * Returns the value of a name, {@code null} where it is absent or null.
     *
     * @param name a root name, such as {@code inputs}
     */
    @Nullable Object find(String name);
}
