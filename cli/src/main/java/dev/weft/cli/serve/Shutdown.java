package dev.weft.cli.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a serving process: Ctrl-C or SIGTERM wakes whoever waits, and the process lives on until it has closed what
 * it holds. Thread safe.
 */
final class Shutdown implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::begin, "shutdown"));
    }

    /** Waits until the process is told to end. */
    void await() throws InterruptedException {
        told.await();
    }

    /** Lets the process end. */
    @Override
    public void close() {
        done.countDown();
    }

    private void begin() {
        told.countDown();
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("weft: Not everything could be closed in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
