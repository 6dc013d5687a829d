package dev.weft.api.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.error.ApiException;
import dev.weft.api.store.AuditRow;
import dev.weft.api.store.AuditStore;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the trail: one thread puts all that has come meanwhile in one transaction. What is intended is there before it is done;
 * what became of it follows, also where the database is away for a while. Thread safe.
 */
public final class AuditTrail implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int BATCH = 200;
    /** Ten minutes of a database that is away. */
    private static final int MOST_TRIES = 1_200;

    private static final int MOST_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AuditStore store;
    private final AuditHead head;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final @Nullable Duration keep;
    private @Nullable Thread writer;
    private volatile boolean ending;

    /**
     * @param keep how long entries are kept; {@code null} for ever
     */
    AuditTrail(AuditStore store, AuditHead head, Clock clock, @Nullable Duration keep) {
        this.store = store;
        this.head = head;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public void start() {
        writer = Thread.ofPlatform().name("weft-audit").daemon().start(this::write);
    }

    /** Writes what has come, then ends. */
    @Override
    public void stop() throws InterruptedException {
        ending = true;
        Thread thread = writer;
        if (thread != null) {
            thread.join(PATIENCE);
        }
    }

    /**
     * Writes an entry and waits until it is safe; 503 where it can't be written, so that nothing is done that isn't in the trail.
     *
     * @return its position
     */
    long intend(ObjectNode entry) {
        CompletableFuture<Long> position = new CompletableFuture<>();
        if (!queue.offer(new Waiting(text(entry), position))) {
            throw unavailable();
        }
        try {
            return position.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    /** Writes an entry in a while. Where even the queue is full, the log has it: its intention is in the trail. */
    void tell(ObjectNode entry) {
        if (!queue.offer(new Waiting(text(entry), null))) {
            LOG.error("The audit trail takes no more, left out is {}", entry);
        }
    }

    /** What the database can keep: neither U+0000 nor half a pair of surrogates, which callers may send. */
    private static String text(ObjectNode entry) {
        String json = entry.toString().replace("\\u0000", "\\ufffd");
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        long cutAt = System.nanoTime();
        while (!ending || !queue.isEmpty() || !batch.isEmpty()) {
            try {
                take(batch);
                if (!batch.isEmpty()) {
                    put(batch);
                }
                if (keep != null && System.nanoTime() >= cutAt) {
                    cutAt = System.nanoTime() + Duration.ofHours(1).toNanos();
                    cut(keep);
                }
            } catch (RuntimeException | IOException e) {
                LOG.warn("The audit trail can't be written: {}", e.toString());
                putAlone(batch);
                if (ending) {
                    return;
                }
                pause();
            }
        }
    }

    private void take(List<Waiting> batch) {
        try {
            Waiting first = batch.isEmpty() ? queue.poll(100, TimeUnit.MILLISECONDS) : null;
            if (first != null) {
                batch.add(first);
            }
            queue.drainTo(batch, BATCH - batch.size());
        } catch (InterruptedException e) {
            ending = true;
        }
    }

    private void put(List<Waiting> batch) throws IOException {
        List<AuditRow> rows = store.append(batch.stream().map(Waiting::entry).toList(), clock.instant());
        List<Waiting> written = List.copyOf(batch);
        batch.clear();
        // Whoever waits needs the entry alone. A server that is killed here has signed an end before the last: the
        // chain goes through it.
        for (int i = 0; i < written.size(); i++) {
            written.get(i).safe(rows.get(i).position());
        }
        head.keep(rows.getLast());
    }

    /** One by one, so that one that can't be written keeps back no other. */
    private void putAlone(List<Waiting> batch) {
        List<Waiting> all = List.copyOf(batch);
        batch.clear();
        for (Waiting waiting : all) {
            List<Waiting> alone = new ArrayList<>(List.of(waiting));
            try {
                put(alone);
            } catch (RuntimeException | IOException e) {
                if (!alone.isEmpty()) {
                    notWritten(waiting, batch);
                }
            }
        }
    }

    /** Who waits is told; what nobody waits for is tried again for a while, as it has happened. */
    private static void notWritten(Waiting waiting, List<Waiting> again) {
        if (waiting.position != null) {
            waiting.position.completeExceptionally(unavailable());
        } else if (waiting.tries < MOST_TRIES) {
            again.add(new Waiting(waiting.entry, null, waiting.tries + 1));
        } else {
            LOG.error("The audit trail does not take {}", waiting.entry);
        }
    }

    private void cut(Duration age) throws IOException {
        AuditRow said = store.cut(clock.instant().minus(age), clock.instant(), last -> AuditEntries.cut(clock, last))
                .orElse(null);
        if (said != null) {
            head.keep(said);
            LOG.info("Cut the audit trail: {}", said.entry());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ApiException unavailable() {
        return ApiException.unavailable(
                "audit_unavailable",
                "Expected to write this down in the audit trail first, but the database does not take it. Nothing was done; try"
                        + " again.",
                2);
    }

    /** @param position where somebody waits for it */
    private record Waiting(String entry, @Nullable CompletableFuture<Long> position, int tries) {
        Waiting(String entry, @Nullable CompletableFuture<Long> position) {
            this(entry, position, 0);
        }

        void safe(long at) {
            if (position != null) {
                position.complete(at);
            }
        }
    }
}
