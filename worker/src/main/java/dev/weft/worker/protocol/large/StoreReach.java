package dev.weft.worker.protocol.large;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a store can be used: one that hangs can't. Thread safe. */
public final class StoreReach {
    /** Longer than the largest value takes. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int PROBE = 64 * 1024;

    /** What was found so lately holds for all that ask. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private volatile long reachedAt = System.nanoTime() - FRESH.toNanos();

    /** Something to be had from a store. */
    @FunctionalInterface
    public interface Work<T> {
        T get() throws LargeException;
    }

    /**
     * Puts a value, reads it and deletes it, unless that was done a moment ago.
     *
     * @throws LargeException where that fails
     */
    public void check(Blobs blobs) throws LargeException {
        if (System.nanoTime() - reachedAt < FRESH.toNanos()) {
            return;
        }
        byte[] probe = new byte[PROBE];
        new Random().nextBytes(probe);
        inTime(() -> probed(blobs, probe));
        reachedAt = System.nanoTime();
    }

    private static BlobKey probed(Blobs blobs, byte[] probe) throws LargeException {
        try {
            BlobKey key = blobs.put(probe);
            blobs.get(key);
            blobs.store().delete(key, Instant.MAX);
            return key;
        } catch (BlobException e) {
            throw new LargeException(e);
        }
    }

    /**
     * What a store gives.
     *
     * @throws LargeException that of the work; a passing one where it takes longer than the largest value would
     */
    public static <T> T inTime(Work<T> work) throws LargeException {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = Thread.ofVirtual().start(task);
        try {
            return task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw hangs("The store of large values has not answered for %d seconds.".formatted(LONGEST.toSeconds()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw hangs("The worker ends.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LargeException large) {
                throw large;
            }
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static LargeException hangs(String message) {
        return new LargeException(new BlobException(BlobException.Kind.UNAVAILABLE, message));
    }
}
