package dev.weft.api.event;

import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.glassfish.jersey.server.ChunkedOutput;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events of the log, for one who follows it. Each reads at its own pace and nothing is kept for it, so a slow one
 * holds up nobody: the server closes its connection, and it goes on from the last id that it has.
 */
final class EventStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int PAGE = 50;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventStore store;
    private final EventTail tail;
    private final EventWindow window;
    private final EventFilter filter;
    private final Semaphore places;
    private final ChunkedOutput<byte[]> output = new ChunkedOutput<>(byte[].class);
    private long after;

    /**
     * @param after offset of the last event that is known
     * @param places from which it has taken one, and gives it back
     */
    EventStream(
            EventStore store, EventTail tail, EventWindow window, EventFilter filter, long after, Semaphore places) {
        this.store = store;
        this.tail = tail;
        this.window = window;
        this.filter = filter;
        this.after = after;
        this.places = places;
    }

    /** Where it goes. */
    ChunkedOutput<byte[]> output() {
        return output;
    }

    @Override
    public void run() {
        try (output) {
            output.write(COMMENT);
            while (!tail.isClosed() && !output.isClosed()) {
                long news = tail.news();
                if (!send(news)) {
                    tail.await(news, SIGN_OF_LIFE);
                    if (news == tail.news()) {
                        output.write(COMMENT);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // Mostly it has gone, or took nothing for too long.
            LOG.debug("One who followed events is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** Sends what there is, a page at most; returns whether there may be more. */
    private boolean send(long news) throws IOException {
        EventWindow.News found;
        try {
            found = window.after(after, filter, PAGE, news).orElseGet(this::earlier);
        } catch (JdbiException e) {
            LOG.debug("The event log can't be read now", e);
            return false;
        }
        for (EventWindow.Line line : found.lines()) {
            output.write(line.text());
            after = line.event().offset();
        }
        after = Math.max(after, found.last());
        return found.lines().size() == PAGE;
    }

    /** What is longer ago than is kept in memory. */
    private EventWindow.News earlier() {
        long last = store.last();
        List<LoggedEvent> page = store.after(after, filter, PAGE);
        return new EventWindow.News(
                page.stream().map(EventWindow.Line::of).toList(),
                page.size() == PAGE ? page.getLast().offset() : last);
    }
}
