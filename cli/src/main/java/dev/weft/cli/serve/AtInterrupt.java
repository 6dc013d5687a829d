package dev.weft.cli.serve;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is done when Ctrl-C or SIGTERM ends this process in the middle of something. Made by the thread that does it. */
public final class AtInterrupt implements AutoCloseable {
    private static final long LAST_WORDS_MILLIS = 300;

    private final AtomicBoolean over = new AtomicBoolean();

    private AtInterrupt() {}

    /** Settles it until {@link #close()}. */
    public static AtInterrupt run(Runnable action) {
        AtInterrupt hook = new AtInterrupt();
        Thread interrupted = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (hook.over.get()) {
                return;
            }
            // Or else it would go on printing in between.
            interrupted.interrupt();
            try {
                interrupted.join(LAST_WORDS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            action.run();
        }));
        return hook;
    }

    @Override
    public void close() {
        over.set(true);
    }
}
