package dev.weft.definitions.source;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A text that SnakeYAML reads from one array. Its own reader takes a thousand characters at a time and copies what it has not
 * yet consumed whenever it looks further ahead: the time that a line of half a million characters takes grows with the square
 * of its length. It also shows the scanner what is an indicator in YAML 1.2, and not in 1.1, of which that is. Its characters must have been checked. Not thread safe.
 */
final class WholeText extends StreamReader {
    private static final String NAME = "text";
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] text;
    private final int[] seen;
    private int pointer;
    private int documentStart;
    private int line;
    private int column;

    WholeText(String text) {
        super("");
        this.text = text.codePoints().toArray();
        this.seen = PlainMarks.hidden(this.text);
    }

    @Override
    public Mark getMark() {
        return new Mark(NAME, pointer, line, column, text, pointer);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int end = Math.min(text.length, pointer + length); pointer < end; ) {
            int c = text[pointer++];
            if (Constant.LINEBR.has(c) || c == '\r' && pointer < text.length && text[pointer] != '\n') {
                line++;
                column = 0;
            } else if (c != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        return pointer + index < seen.length ? seen[pointer + index] : '\0';
    }

    @Override
    public String prefix(int length) {
        return new String(text, pointer, Math.clamp(text.length - (long) pointer, 0, length));
    }

    /** As {@link #prefix}, and past it; it holds no line break. */
    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        pointer += length;
        column += length;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getIndex() {
        return pointer;
    }

    @Override
    public int getDocumentIndex() {
        return pointer - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = pointer;
    }
}
