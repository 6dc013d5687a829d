package dev.weft.worker.interpreter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key that the attempts of one execution of a task share. */
final class IdempotencyKey {
    private static final int BYTES = 16;

    private IdempotencyKey() {}

    /**
     * The first 128 bits of a sha-256, in hexadecimal.
     *
     * @param execution changes with a rollback or a retry by a person, not with the retries of a policy
     */
    static String of(String run, String path, int execution) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest("%s\n%s\n%d".formatted(run, path, execution).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
