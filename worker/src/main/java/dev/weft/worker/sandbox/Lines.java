package dev.weft.worker.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of bytes, as they come. Not thread safe. */
final class Lines {
    /** Bytes after which a line is handed on, though it goes on. */
    private static final int LONGEST = 32 << 10;

    private final Consumer<String> taker;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /**
     * @param taker of whole lines, several at once where they came so
     */
    Lines(Consumer<String> taker) {
        this.taker = taker;
    }

    void add(byte[] bytes, int length) {
        int whole = length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        rest.write(bytes, 0, whole);
        if (whole > 0 || rest.size() + length > LONGEST) {
            end();
        }
        rest.write(bytes, whole, length - whole);
    }

    /** Hands on what is left. */
    void end() {
        if (rest.size() > 0) {
            taker.accept(rest.toString(StandardCharsets.UTF_8));
            rest.reset();
        }
    }
}
