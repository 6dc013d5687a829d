package dev.weft.worker.protocol.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Says which event is meant, in 16 characters: a hash of what tells events apart, their source and id. */
public final class EventMark {
    private static final int BYTES = 12;

    private EventMark() {}

    public static String of(String source, String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((source.length() + "\n" + source + "\n" + id).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
