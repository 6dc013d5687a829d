package dev.weft.definitions.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param value by the YAML 1.2 core schema: {@code null}, {@link Boolean}, {@link Long}, {@link Double} or {@link String}
 * @param text its characters, with quotes, escapes and folding undone
 * @param style how it is written
 * @param pieces of a composed one, the scalars whose whole texts are in it, in order; of any other none
 */
public record ScalarNode(@Nullable Object value, String text, Style style, Span span, Pointer path, List<Piece> pieces)
        implements Node {
    private static final int SHOWN = 40;

    public ScalarNode {
        pieces = List.copyOf(pieces);
    }

    /** A scalar that stands in the document as it is. */
    public ScalarNode(@Nullable Object value, String text, Style style, Span span, Pointer path) {
        this(value, text, style, span, path, List.of());
    }

    /** How a scalar is written. */
    public enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED,
        /** Made by a front end; its span is that of what it was made from. */
        COMPOSED
    }

    /**
     * A scalar whose text is part of a composed one.
     *
     * @param start where its text begins in the composed text
     */
    public record Piece(int start, ScalarNode scalar) {}

    @Override
    public int size() {
        return 1;
    }

    /** The scalar from which a character of its text comes: the piece that holds it or ends before it, else itself. */
    public ScalarNode source(int index) {
        Piece piece = piece(index);
        return piece == null ? this : piece.scalar();
    }

    /** The piece that holds a character or ends before it; the first one for what stands before all; {@code null} for none. */
    @Nullable Piece piece(int index) {
        Piece found = pieces.isEmpty() ? null : pieces.getFirst();
        for (Piece piece : pieces) {
            if (piece.start() <= index) {
                found = piece;
            }
        }
        return found;
    }

    /** The same at its place, read as another text of the same length. */
    public ScalarNode saying(String meant) {
        return meant.equals(text) ? this : new ScalarNode(meant, meant, style, span, path, pieces);
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
