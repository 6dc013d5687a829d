package dev.weft.worker.room;

import dev.weft.definitions.size.Extent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The room of one worker: what it has, what attempts take up of it, and what is kept for those that are on their way. First come, first
 * served. Thread safe.
 */
final class Rooms {
    /** How long room is kept for an attempt that doesn't come: its run has ended, or waits for something else. */
    static final Duration KEPT = Duration.ofSeconds(5);

    private final Extent has;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Map<String, Taken> taken = new LinkedHashMap<>();

    /**
     * What one attempt takes up.
     *
     * @param until nanoseconds, up to when it is kept for it; {@code null} once it has come
     */
    private record Taken(Extent extent, @Nullable Long until) {}

    Rooms(Extent has) {
        this(has, System::nanoTime);
    }

    /**
     * One with a clock of its own.
     *
     * @param nanos as {@link System#nanoTime}
     */
    Rooms(Extent has, LongSupplier nanos) {
        this.has = has;
        this.nanos = nanos;
    }

    /** What the worker has in all. */
    Extent has() {
        return has;
    }

    /** What nobody takes up now, nor is on the way to. */
    Extent free() {
        lock.lock();
        try {
            return left();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps room for an attempt; waits while there is none.
     *
     * @param ticket of the attempt: whoever asks again with it has it already
     * @param patience how long to wait at most
     * @return whether it is kept
     */
    boolean keep(String ticket, Extent extent, Duration patience) throws InterruptedException {
        long end = nanos.getAsLong() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = nanos.getAsLong();
                Extent left = left();
                Taken own = taken.get(ticket);
                if (own != null || extent.fits(left)) {
                    if (own == null || own.until() != null) {
                        taken.put(ticket, new Taken(extent, now + KEPT.toNanos()));
                    }
                    return true;
                }
                if (end - now <= 0) {
                    return false;
                }
                changed.awaitNanos(Math.min(end - now, TimeUnit.SECONDS.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets an attempt in, for which room is kept; also one for which none is kept any more, if there is some.
     *
     * @return whether it has come in: then it must {@link #leave}
     */
    boolean enter(String ticket, Extent extent) {
        lock.lock();
        try {
            Extent left = left();
            if (!taken.containsKey(ticket) && !extent.fits(left)) {
                return false;
            }
            taken.put(ticket, new Taken(extent, null));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An attempt has ended. */
    void leave(String ticket) {
        lock.lock();
        try {
            taken.remove(ticket);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was kept for nothing. Under the lock. */
    private Extent left() {
        long now = nanos.getAsLong();
        taken.values().removeIf(one -> one.until() != null && now - one.until() > 0);
        return has.less(taken.values().stream().map(Taken::extent).reduce(Extent.NOTHING, Extent::plus));
    }
}
