package dev.weft.api.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of runs: {@code <definition id>-<ULID>}. */
public final class RunIds {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{1,255}");
    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int ULID_BYTES = 16;
    private static final int ULID_CHARACTERS = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** Whether a text can be the id of a run at all. */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /**
     * The id of a new run. With a key it depends on definition and key alone, so that the same key gives the same run.
     *
     * @param key of the start; {@code null} for none
     */
    public static String create(String workflow, @Nullable String key, Instant now) {
        return workflow + "-" + encode(key == null ? fresh(now) : derived(workflow, key));
    }

    private static byte[] fresh(Instant now) {
        byte[] bytes = new byte[ULID_BYTES];
        RANDOM.nextBytes(bytes);
        long time = now.toEpochMilli();
        for (int i = 5; i >= 0; i--) {
            bytes[i] = (byte) time;
            time >>>= 8;
        }
        return bytes;
    }

    private static byte[] derived(String workflow, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((workflow + "\0" + key).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, ULID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }

    /** 128 bits as 26 characters of 5 bits; the first holds the 3 highest alone. */
    private static String encode(byte[] bytes) {
        char[] text = new char[ULID_CHARACTERS];
        java.math.BigInteger number = new java.math.BigInteger(1, bytes);
        for (int i = ULID_CHARACTERS - 1; i >= 0; i--) {
            text[i] = CROCKFORD[number.intValue() & 31];
            number = number.shiftRight(5);
        }
        return new String(text);
    }
}
