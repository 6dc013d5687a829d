package dev.weft.worker.catalog.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;

/** JSON as a file for people holds it: indented, with a line break at the end. */
public final class JsonText {
    private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private JsonText() {}

    /** The bytes of a value made of maps, lists, text, numbers, booleans and {@code null}. */
    public static byte[] of(Object value) {
        try {
            return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON-like values are JSON", e);
        }
    }
}
