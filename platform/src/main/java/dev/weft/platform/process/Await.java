package dev.weft.platform.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, which no notification tells. An interrupt ends the wait and stays set. */
public final class Await {
    private static final long FIRST_PAUSE = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();

    private Await() {}

    /** Whether a condition came true in time. */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        return value(patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /** The first value there is; empty when time is over. */
    public static <T> Optional<T> value(Duration patience, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE;
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()
                    || System.nanoTime() >= end
                    || Thread.currentThread().isInterrupted()) {
                return value;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }
}
