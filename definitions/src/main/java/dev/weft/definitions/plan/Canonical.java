package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.model.Definition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A definition as the one text that stands for it: JSON without blanks, keys in a fixed order, nothing that is said by
 * default. Equal definitions have equal texts, and parsing the text gives an equal definition.
 */
public final class Canonical {
    private static final JsonFactory JSON = new JsonFactory();

    private Canonical() {}

    /** The canonical document. */
    public static String write(Definition definition) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new CanonicalWriter(json).definition(definition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** sha-256 of a canonical document in UTF-8, in lower-case hexadecimal. */
    public static String digest(String canonical) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
