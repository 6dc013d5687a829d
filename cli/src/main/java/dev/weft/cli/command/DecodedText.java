package dev.weft.cli.command;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Bytes of a document as text.
 *
 * @param text with U+FFFD for what isn't UTF-8, so that the rest can be looked at
 * @param flaw where the first byte stands that isn't UTF-8; empty where all is
 */
record DecodedText(SourceText text, Optional<Problem> flaw) {
    static DecodedText of(String name, byte[] bytes) {
        SourceText text = new SourceText(name, new String(bytes, StandardCharsets.UTF_8));
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = strict.decode(input, output, true);
        return new DecodedText(
                text,
                result.isError()
                        ? Optional.of(flaw(text, bytes[input.position()], input.position(), output.position()))
                        : Optional.empty());
    }

    /** @param at of the character, in {@code text}: all before it was decoded alike */
    private static Problem flaw(SourceText text, byte found, int offset, int at) {
        int line = text.line(at);
        return new Problem(
                ProblemCode.CHARACTER.code(),
                Severity.ERROR,
                "",
                text.name(),
                line,
                text.column(at),
                1,
                text.lineText(line),
                String.format(
                        Locale.ROOT, "Expected UTF-8, but found the byte 0x%02X at offset %d", found & 0xff, offset),
                "Save the file in the encoding UTF-8.");
    }
}
