package dev.weft.worker.protocol.large;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.worker.protocol.event.MarkedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What stands in a blob: JSON of what {@link MarkedValues} makes of a value, in UTF-8. The same value gives the same blob. */
public final class Content {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Content() {}

    /** The blob of a value. */
    public static byte[] write(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(MarkedValues.write(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected a value that can be written, but " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The value of a blob.
     *
     * @throws IOException where it isn't one
     */
    static @Nullable Object read(byte[] blob) throws IOException {
        return MarkedValues.read(JSON.readValue(blob, Object.class));
    }

    /** The handle of a value, wherever it is kept. */
    public static LargeValue handle(@Nullable Object value) {
        byte[] blob = write(value);
        return LargeValue.of(value, blob.length, BlobKey.of(blob).sha256());
    }
}
