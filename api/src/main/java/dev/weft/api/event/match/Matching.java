package dev.weft.api.event.match;

import dev.weft.api.store.EventWaitStore;
import dev.weft.api.store.StoredWait;
import dev.weft.worker.protocol.event.CloudEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which runs are to be told of which events, in one look at the log. A run is told of an event once, for one wait of each
 * task; and for one wait of no more events at once than {@link Pace} allows, as it takes but one. Not thread safe.
 */
final class Matching {
    private final Map<String, NavigableMap<Long, CloudEvent>> offers = new LinkedHashMap<>();
    private final Map<String, Served> served = new LinkedHashMap<>();
    private int count;

    /** A wait for which its run is told of events. */
    private static final class Served {
        private final StoredWait wait;
        private int events;
        private boolean settled;
        private long examined;

        private Served(StoredWait wait) {
            this.wait = wait;
        }
    }

    /** Shows an event to waits for its type. */
    void show(Shown event, Collection<StoredWait> waits) {
        // Of a task at most one execution takes it.
        Set<String> tasks = new HashSet<>();
        for (StoredWait wait : waits) {
            Long examined = wait.examined();
            boolean isNew = examined == null || event.offset() > examined;
            Served before = served.get(wait.id());
            boolean full = before != null && before.settled;
            if (isNew && !full && event.fits(wait) && tasks.add(wait.run() + "\n" + wait.task())) {
                serve(wait, event);
            }
        }
    }

    private void serve(StoredWait wait, Shown event) {
        Served one = served.computeIfAbsent(wait.id(), id -> new Served(wait));
        one.events++;
        one.examined = event.offset();
        one.settled = one.events == Pace.atOnce(wait);
        if (offers.computeIfAbsent(wait.run(), run -> new TreeMap<>())
                        .put(event.offset(), event.logged().event())
                == null) {
            count++;
        }
    }

    /** All that waits were shown so far was all up to an offset. */
    void seen(long offset) {
        for (Served one : served.values()) {
            if (!one.settled) {
                one.settled = true;
                one.examined = Math.max(one.examined, offset);
            }
        }
    }

    /** How many times a run is to be told of an event. */
    int count() {
        return count;
    }

    /** What runs are to be told of, in the order of the log, by offset. */
    Map<String, NavigableMap<Long, CloudEvent>> offers() {
        return offers;
    }

    /** The same, as it is noted. */
    List<EventWaitStore.Told> told() {
        List<EventWaitStore.Told> told = new ArrayList<>();
        offers.forEach((run, events) ->
                events.forEach((offset, event) -> told.add(new EventWaitStore.Told(run, event.type(), offset))));
        return told;
    }

    /** The waits for which runs are told of events, as they are then. */
    List<StoredWait> served() {
        return served.values().stream()
                .map(one -> one.wait.examined(one.examined).looked())
                .toList();
    }

    boolean isServed(StoredWait wait) {
        return served.containsKey(wait.id());
    }
}
