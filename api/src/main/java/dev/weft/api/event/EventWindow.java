package dev.weft.api.event;

import dev.weft.api.representation.CloudEvents;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest events of the log, read once for all who follow it and are up with it. Offsets have no gaps and never come late, so
 * that what was read stays whole. Thread safe.
 */
final class EventWindow {
    private static final int PAGE = 500;
    private static final int MOST = 2_000;
    private static final long MOST_BYTES = 8_000_000;
    private static final long PAUSE_NANOS = 1_000_000_000;
    private final EventStore store;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long bytes;
    private long first = -1;
    private long last = -1;
    private long seen = -1;
    private long failedAt = System.nanoTime() - PAUSE_NANOS;

    EventWindow(EventStore store) {
        this.store = store;
    }

    /** An event as those who follow get it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(LoggedEvent event, byte[] text) {
        static Line of(LoggedEvent event) {
            String text = "id: %d\nevent: %s\ndata: %s\n\n"
                    .formatted(event.offset(), event.event().type(), CloudEvents.json(event.event()));
            return new Line(event, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What is new for a follower.
     *
     * @param last offset up to which there is no more for it
     */
    record News(List<Line> lines, long last) {}

    /**
     * What came after an offset.
     *
     * @param news what {@link EventTail#news} said before: what came until then is there
     * @return empty where that is longer ago than is kept
     */
    synchronized Optional<News> after(long offset, EventFilter filter, int limit, long news) {
        if (seen < news) {
            if (System.nanoTime() - failedAt < PAUSE_NANOS) {
                // Others have just waited for it in vain, and each would wait behind all before it.
                return Optional.of(new News(List.of(), offset));
            }
            try {
                read();
            } catch (RuntimeException e) {
                failedAt = System.nanoTime();
                throw e;
            }
            seen = news;
        }
        if (offset < first) {
            return Optional.empty();
        }
        List<Line> found = new ArrayList<>();
        // From the newest on: whoever is up with the log looks at no more than what is new, however many follow.
        for (Iterator<Line> newest = lines.descendingIterator(); newest.hasNext(); ) {
            Line line = newest.next();
            if (line.event().offset() <= offset) {
                break;
            }
            if (passes(filter, line.event().event())) {
                found.add(line);
            }
        }
        Collections.reverse(found);
        if (found.size() >= limit) {
            List<Line> page = List.copyOf(found.subList(0, limit));
            return Optional.of(new News(page, page.getLast().event().offset()));
        }
        return Optional.of(new News(found, Math.max(offset, last)));
    }

    private void read() {
        if (first < 0) {
            first = store.last();
            last = first;
        }
        List<LoggedEvent> page;
        do {
            page = store.after(last, EventFilter.ALL, PAGE);
            for (LoggedEvent event : page) {
                Line line = Line.of(event);
                lines.add(line);
                bytes += line.text().length;
                last = event.offset();
                while (lines.size() > MOST || bytes > MOST_BYTES) {
                    Line gone = lines.removeFirst();
                    bytes -= gone.text().length;
                    first = gone.event().offset();
                }
            }
        } while (page.size() == PAGE);
    }

    private static boolean passes(EventFilter filter, CloudEvent event) {
        boolean ofRun = event.source().startsWith(CloudEvent.RUNS);
        return (filter.type() == null || filter.type().equals(event.type()))
                && (filter.run() == null || event.source().equals(CloudEvent.RUNS + filter.run()))
                && (filter.workflow() == null
                        || (ofRun
                                && event.data() instanceof Map<?, ?> data
                                && filter.workflow().equals(data.get("workflow"))));
    }
}
