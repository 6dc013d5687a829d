package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of runs: {@code <definition id>-<ULID>}. */
public final class RunIds {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{1,255}");
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
        return key == null ? RunId.of(workflow, fresh(now)) : RunId.derived(workflow, key);
    }

    private static byte[] fresh(Instant now) {
        byte[] bytes = new byte[RunId.ULID_BYTES];
        RANDOM.nextBytes(bytes);
        long time = now.toEpochMilli();
        for (int i = 5; i >= 0; i--) {
            bytes[i] = (byte) time;
            time >>>= 8;
        }
        return bytes;
    }
}
