package dev.weft.api.representation;

import dev.weft.api.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to callers: URL-safe base64 of a mark and where the next page begins. */
public final class Cursors {
    private static final byte[] MARK = {'w', '1'};

    private Cursors() {}

    public static String encode(byte[] position) {
        byte[] marked = Arrays.copyOf(MARK, MARK.length + position.length);
        System.arraycopy(position, 0, marked, MARK.length, position.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(marked);
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
            byte[] marked = Base64.getUrlDecoder().decode(cursor);
            if (marked.length < MARK.length || !Arrays.equals(marked, 0, MARK.length, MARK, 0, MARK.length)) {
                throw refused();
            }
            return Arrays.copyOfRange(marked, MARK.length, marked.length);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static ApiException refused() {
        return ApiException.invalid("Expected a cursor from an earlier answer's «next», but found another text.");
    }

    /** The position as text; {@code null} for the first page. */
    public static @Nullable String decodeText(@Nullable String cursor) {
        byte[] position = decode(cursor);
        return position == null ? null : new String(position, StandardCharsets.UTF_8);
    }
}
