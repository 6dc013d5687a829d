package dev.weft.definitions.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a blob: the SHA-256 of its content. The same content has the same key, wherever and whenever it is put.
 *
 * @param sha256 64 lower case hex digits
 */
public record BlobKey(String sha256) implements Comparable<BlobKey> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws IllegalArgumentException for any other text: it may become part of a path
     */
    public BlobKey {
        if (!isKey(sha256)) {
            throw new IllegalArgumentException("Expected 64 lower case hex digits, but found '" + sha256 + "'.");
        }
    }

    /** Whether a text is the key of a blob. */
    public static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    /** The key of a content. */
    public static BlobKey of(byte[] content) {
        try {
            return new BlobKey(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected a JDK with SHA-256, but found none.", e);
        }
    }

    @Override
    public int compareTo(BlobKey other) {
        return sha256.compareTo(other.sha256);
    }

    @Override
    public String toString() {
        return sha256;
    }
}
