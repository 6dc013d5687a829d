package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.definitions.source.SourceText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bodies that are documents. */
public final class Sources {
    private Sources() {}

    /**
     * The text of a body, which must be UTF-8.
     *
     * @param file name of the document as the author knows it
     */
    public static SourceText text(String file, byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return new SourceText(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw ApiException.invalid("Expected a body in UTF-8, but found bytes that are not.");
        }
    }
}
