package dev.weft.worker.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Ids of runs: {@code <definition id>-<ULID>}. */
public final class RunId {
    /** How many bytes a ULID has. */
    public static final int ULID_BYTES = 16;

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int ULID_CHARACTERS = 26;

    private RunId() {}

    /** The id of a run whose ULID is known. */
    public static String of(String workflow, byte[] ulid) {
        return workflow + "-" + encode(ulid);
    }

    /** The id that depends on definition and key alone, so that the same key gives the same run. */
    public static String derived(String workflow, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((workflow + "\0" + key).getBytes(StandardCharsets.UTF_8));
            return of(workflow, Arrays.copyOf(digest, ULID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }

    /** 128 bits as 26 characters of 5 bits; the first holds the 3 highest alone. */
    private static String encode(byte[] bytes) {
        char[] text = new char[ULID_CHARACTERS];
        BigInteger number = new BigInteger(1, bytes);
        for (int i = ULID_CHARACTERS - 1; i >= 0; i--) {
            text[i] = CROCKFORD[number.intValue() & 31];
            number = number.shiftRight(5);
        }
        return new String(text);
    }
}
