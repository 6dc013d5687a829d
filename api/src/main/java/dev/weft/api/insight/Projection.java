package dev.weft.api.insight;

import dev.weft.api.event.EventTail;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedEvent;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event log and adds it up, each event once: what a page comes to and how far that is are written in one transaction. Of
 * several servers one does it at a time. Thread safe.
 */
public final class Projection implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final int PAGE = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long GRACE_MILLIS = 10_000;

    private final Database database;
    private final EventStore events;
    private final InsightStore store;
    private final EventTail tail;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-insight").unstarted(this::work);
    private volatile boolean closed;

    public Projection(Database database, EventStore events, InsightStore store, EventTail tail) {
        this.database = database;
        this.events = events;
        this.store = store;
        this.tail = tail;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closed = true;
        tail.wake();
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    /**
     * Adds up one page.
     *
     * @return whether there may be more
     */
    public boolean once() {
        return database.together(() -> {
            OptionalLong position = store.take();
            if (position.isEmpty()) {
                return false;
            }
            List<LoggedEvent> page = events.after(position.getAsLong(), new EventFilter(null, null, null), PAGE);
            if (page.isEmpty()) {
                return false;
            }
            Folding folding = new Folding(store.runs(Folding.runsOf(page)), store.alerts(Folding.alertsOf(page)));
            folding.fold(page);
            store.put(folding.runs());
            store.add(folding.measures());
            store.putAlerts(folding.alerts());
            store.seen(page.getLast().offset());
            return page.size() == PAGE;
        });
    }

    private void work() {
        try {
            while (!closed) {
                long news = tail.news();
                boolean more = false;
                try {
                    more = once();
                } catch (RuntimeException e) {
                    LOG.debug("The event log can't be added up now", e);
                }
                if (!more && !closed) {
                    tail.await(news, PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
