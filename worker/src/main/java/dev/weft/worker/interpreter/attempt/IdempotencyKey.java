package dev.weft.worker.interpreter.attempt;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key that the attempts of one execution of a task share. */
public final class IdempotencyKey {
    private static final int BYTES = 16;
    private static final int FRACTION_BITS = 52;

    private IdempotencyKey() {}

    /**
     * The first 128 bits of a sha-256, in hexadecimal. The execution changes with the attempts of blocks around the task
     * and when a person has it done anew, and with each time that the run is sent back; not with its own attempts, nor where
     * the run goes on in a new history.
     */
    public static String of(Turn turn, int task) {
        StringBuilder execution = new StringBuilder().append(turn.task(task).execution());
        for (int block = turn.parent(task); block >= 0; block = turn.parent(block)) {
            TaskState state = turn.task(block);
            execution.append('.').append(state.execution()).append('-').append(state.attempts());
        }
        int generation = turn.generation;
        if (generation > 1) {
            execution.append('/').append(generation);
        }
        return of(turn.facts.run(), turn.path(task), execution.toString());
    }

    /** A number in [0, 1) that is random as far as anybody can tell, and the same in each replay. */
    public static double fraction(Turn turn, int task) {
        String key = of(
                turn.facts.run(), turn.path(task), "jitter " + turn.task(task).attempts());
        return (Long.parseUnsignedLong(key, 0, BYTES, BYTES) >>> (Long.SIZE - FRACTION_BITS))
                / (double) (1L << FRACTION_BITS);
    }

    private static String of(String run, String path, String execution) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((run + '\n' + path + '\n' + execution).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
