package dev.weft.definitions.source;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** From the YAML parser's places, which count code points, to UTF-16 code units. */
final class Offsets {
    private final int length;
    private final int @Nullable [] units;

    Offsets(String text) {
        length = text.length();
        boolean astral = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        units = astral ? table(text) : null;
    }

    int of(Mark mark) {
        int index = mark.getIndex();
        int offset = units == null ? index : units[Math.min(index, units.length - 1)];
        return Math.max(0, Math.min(offset, length));
    }

    Span span(Mark start, Mark end) {
        int from = of(start);
        return new Span(from, Math.max(from, of(end)));
    }

    private static int[] table(String text) {
        int[] table = new int[text.codePointCount(0, text.length()) + 1];
        int offset = 0;
        for (int i = 0; i < table.length - 1; i++) {
            table[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        table[table.length - 1] = text.length();
        return table;
    }
}
