package dev.weft.worker.catalog.support;

import dev.weft.definitions.action.ActionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Finds out how the bytes of a text are encoded: by byte order mark, else UTF-8 where they are valid UTF-8, else
 * Windows-1252, which is what such files almost always are.
 */
public final class TextDecoder {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextDecoder() {}

    /**
     * Text with line breaks {@code \n} and without byte order mark.
     *
     * @param charset name of the encoding that was found
     */
    public record Decoded(String text, String charset) {}

    /** The encoding that the first bytes of a file tell; enough bytes should be given to be sure. */
    public static Charset detect(byte[] bytes) {
        if (marked(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (marked(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        // A piece of a file may end in the middle of a character: the last three bytes prove nothing.
        int length = bytes.length > 4096 ? bytes.length - 3 : bytes.length;
        for (int end = length; end > length - (bytes.length > 4096 ? 4 : 1); end--) {
            if (validUtf8(bytes, end)) {
                return StandardCharsets.UTF_8;
            }
        }
        return WINDOWS;
    }

    /**
     * Decodes a whole file.
     *
     * @param name of the file, for the message
     */
    public static Decoded decode(byte[] bytes, String name) throws ActionException {
        Charset charset = detect(bytes);
        String text = new String(bytes, charset);
        if (text.indexOf('\0') >= 0) {
            throw notText(name);
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return new Decoded(text.replace("\r\n", "\n").replace('\r', '\n'), charset.name());
    }

    /** The failure for a file that holds something else than text. */
    public static ActionException notText(String name) {
        return ActionException.permanent(
                "not_text", "Expected text in " + name + ", but found binary data: give a text file");
    }

    private static boolean marked(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static boolean validUtf8(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, Math.max(0, length)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
