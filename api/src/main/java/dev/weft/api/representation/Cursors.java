package dev.weft.api.representation;

import dev.weft.api.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to callers: URL-safe base64 of where the next page begins. */
public final class Cursors {
    private Cursors() {}

    public static String encode(byte[] position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position);
    }

    public static String encode(String position) {
        return encode(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The position; {@code null} for the first page. */
    public static byte @Nullable [] decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("Expected a cursor from an earlier answer's «next», but found another text.");
        }
    }

    /** The position as text; {@code null} for the first page. */
    public static @Nullable String decodeText(@Nullable String cursor) {
        byte[] position = decode(cursor);
        return position == null ? null : new String(position, StandardCharsets.UTF_8);
    }
}
