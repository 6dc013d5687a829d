package dev.weft.api.event;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.AcceptedEvents;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.worker.protocol.event.CloudEvent;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.glassfish.jersey.server.ChunkedOutput;
import org.jspecify.annotations.Nullable;

/** The event log, for callers: they send to it and follow it. Thread safe. */
public final class EventLog {
    private static final int FOLLOWERS = 2_000;

    private final EventStore store;
    private final EventTail tail;
    private final EventWindow window;
    private final Semaphore places = new Semaphore(FOLLOWERS);

    public EventLog(EventStore store, EventTail tail) {
        this.store = store;
        this.tail = tail;
        this.window = new EventWindow(store);
    }

    /** Takes events in. */
    public AcceptedEvents accept(List<CloudEvent> events) {
        int added = store.put(events);
        return new AcceptedEvents(events.size(), events.size() - added);
    }

    /**
     * Follows the log.
     *
     * @param after offset of the last event that is known; 0 for none, {@code null} for the last there is
     * @throws ApiException 410 where events after it were cut off, as they were old
     */
    public ChunkedOutput<byte[]> follow(EventFilter filter, @Nullable Long after) {
        long from = after == null ? store.last() : after;
        // What is kept of a run is kept whole.
        if (after != null && after > 0 && filter.run() == null) {
            long cut = store.cut();
            if (after < cut) {
                throw new ApiException(
                                410,
                                "events_cut",
                                "Expected to go on after event %d, but events up to %d were cut off, as they were old (WEFT_EVENTS_KEEP). Go on after %d, or begin anew after 0 with all that is kept."
                                        .formatted(after, cut, cut))
                        .with("cut", cut);
            }
        }
        if (!places.tryAcquire()) {
            throw ApiException.unavailable(
                    "too_many_followers",
                    "Expected at most " + FOLLOWERS + " who follow events at once, but there are as many already.",
                    10);
        }
        EventStream stream = new EventStream(store, tail, window, filter, from, places);
        Thread.ofVirtual().name("weft-event-stream").start(stream);
        return stream.output();
    }
}
