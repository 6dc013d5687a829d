package dev.weft.definitions.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A document that gives a problem, and the same without it. Where comments such as {@code # agents/first.yaml} stand in it,
 * it is several files of agents. {@code «3 times: x»} stands for {@code xxx}; a {@code #} in it counts, from 1.
 *
 * @param wrong what gives the problem
 * @param mended what doesn't
 */
public record ProblemExample(String wrong, String mended) {
    private static final String MENDED = "==== mended\n";

    /**
     * The example of a code; read from the class path each time.
     *
     * @throws IllegalStateException when there is none: each code has one
     */
    public static ProblemExample of(ProblemCode code) {
        String name = code.code() + ".txt";
        try (InputStream file = ProblemExample.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("Expected an example in " + name + ", but there is none");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int at = text.indexOf(MENDED);
            if (at < 0) {
                throw new IllegalStateException("Expected a mended form in " + name + ", but there is none");
            }
            return new ProblemExample(text.substring(0, at), text.substring(at + MENDED.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text with symbols for control characters, so that it can be shown. */
    public static String visible(String text) {
        return text.codePoints()
                .map(point -> point < ' ' && point != '\n' && point != '\t' ? 0x2400 + point : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
