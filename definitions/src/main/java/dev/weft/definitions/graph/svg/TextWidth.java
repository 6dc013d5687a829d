package dev.weft.definitions.graph.svg;

/** How much room text takes. An estimate on the safe side: which font will be there isn't known. */
final class TextWidth {
    // From here on come scripts whose characters are as wide as they are high.
    private static final int WIDE = 0x2E80;

    private TextWidth() {}

    /**
     * The width in pixels.
     *
     * @param size of the font, in pixels
     */
    static int of(String text, int size, boolean bold) {
        double narrow = bold ? 0.62 : 0.56;
        double width = text.codePoints()
                .mapToDouble(point -> point >= WIDE ? 1.05 : narrow)
                .sum();
        return (int) Math.ceil(width * size);
    }
}
