package dev.weft.definitions.expression;

/**
 * An expression looks into a value that isn't at hand. Unchecked, as an expression may come to it anywhere; it never leaves
 * this package.
 */
public final class ElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LargeValue large;

    public ElsewhereException(LargeValue large) {
        super(
                "Expected a value at hand, but found one of %d KiB that is kept elsewhere"
                        .formatted(large.bytes() / 1024),
                null,
                false,
                false);
        this.large = large;
    }

    LargeValue large() {
        return large;
    }
}
