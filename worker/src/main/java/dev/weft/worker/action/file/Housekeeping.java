package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what nobody needs any more, at the start and every hour. Thread safe; closing it ends that. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private final Journal journal;
    private final List<Path> roots;
    private final Thread thread;

    private Housekeeping(Journal journal, List<Path> roots) {
        this.journal = journal;
        this.roots = List.copyOf(roots);
        this.thread = Thread.ofVirtual().name("weft-housekeeping").unstarted(this::keep);
    }

    /**
     * Sweeps once, and starts to do so every hour.
     *
     * @param roots folders at whose top files in the making stand
     */
    public static Housekeeping start(Journal journal, List<Path> roots) {
        Housekeeping housekeeping = new Housekeeping(journal, roots);
        housekeeping.sweep(Instant.now());
        housekeeping.thread.start();
        return housekeeping;
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                sweep(Instant.now());
            }
        } catch (InterruptedException e) {
            // Closed.
            return;
        }
    }

    private void sweep(Instant now) {
        try {
            journal.sweep(now);
            for (Path root : roots) {
                Leftovers.sweep(root, now);
            }
        } catch (IOException e) {
            LOG.warn("Expected to remove old drafts, but that failed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
