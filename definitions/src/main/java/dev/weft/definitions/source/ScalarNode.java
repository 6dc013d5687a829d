package dev.weft.definitions.source;

import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param value by the YAML 1.2 core schema: {@code null}, {@link Boolean}, {@link Long}, {@link Double} or {@link String}
 * @param text its characters, with quotes, escapes and folding undone
 * @param style how it is written
 */
public record ScalarNode(@Nullable Object value, String text, Style style, Span span, Pointer path) implements Node {
    private static final int SHOWN = 40;

    /** How a scalar is written. */
    public enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    @Override
    public int size() {
        return 1;
    }

    /** Whether its value is text. */
    public boolean isText() {
        return value instanceof String;
    }

    /** Whether it is {@code null} or nothing at all. */
    public boolean isNull() {
        return value == null;
    }

    @Override
    public String describe() {
        return switch (value) {
            case null -> text.isEmpty() ? "nothing" : "null";
            case Boolean flag -> flag.toString();
            case Long number -> "the number " + number;
            case Double number -> "the number " + text;
            default -> "the text \"" + shorten(text) + '"';
        };
    }

    private static String shorten(String text) {
        String line = text.replace("\n", "\\n");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
