package dev.weft.api.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds how often each caller asks: so many requests a second, and twice as many at once after a pause. Thread safe.
 */
public final class Rate {
    private static final int CALLERS = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;
    private final Recent<String, Bucket> buckets = new Recent<>(CALLERS);

    /**
     * @param perSecond at least 1
     * @param nanos a clock that never goes back
     */
    public Rate(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.most = 2.0 * perSecond;
        this.nanos = nanos;
    }

    /**
     * Takes a request in.
     *
     * @return zero where it may go on; else how long until the next may
     */
    public synchronized Duration take(String caller) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(caller, none -> new Bucket(most, now));
        bucket.left = Math.min(most, bucket.left + (now - bucket.at) / NANOS * perSecond);
        bucket.at = now;
        if (bucket.left >= 1) {
            bucket.left--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.left) / perSecond * NANOS));
    }

    private static final class Bucket {
        private double left;
        private long at;

        private Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }
}
