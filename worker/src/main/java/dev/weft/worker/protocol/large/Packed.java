package dev.weft.worker.protocol.large;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Content that is packed into text, as states of runs are. */
public final class Packed {
    /** Name of the field that holds such a text. */
    public static final String FIELD = "packed";

    private Packed() {}

    /** Packs a content. */
    public static String pack(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * What was packed.
     *
     * @throws IOException where it isn't whole
     * @throws IllegalArgumentException where it isn't such a text
     */
    public static byte[] unpack(String packed) throws IOException {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return gzip.readAllBytes();
        }
    }
}
