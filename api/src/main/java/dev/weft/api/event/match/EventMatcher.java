package dev.weft.api.event.match;

import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.EventWaitStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.ReaderStore;
import dev.weft.api.store.StoredWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One look at what the log has more, for all waits: runs are told, then it is noted how far that has come, in one
 * transaction. So of a crash in between nothing is left but that runs may be told again. Not thread safe.
 */
final class EventMatcher {
    /** After so long without a sign of life another takes over. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int WINDOW = 5_000;
    private static final int PAGE = 200;
    private static final int SMALL_PAGE = 100;
    private static final int DUE = 1_000;
    private static final int MOST_OFFERS = 500;

    private final String id;
    private final Database database;
    private final EventStore events;
    private final EventWaitStore waits;
    private final ReaderStore matcher;
    private final Teller teller;
    private final LiveWaits live = new LiveWaits();
    private Duration pause = Duration.ZERO;

    EventMatcher(String id, Database database, Teller teller) {
        this.id = id;
        this.database = database;
        this.events = new EventStore(database);
        this.waits = new EventWaitStore(database);
        this.matcher = new ReaderStore(database, "waits");
        this.teller = teller;
    }

    /** What one look came to. */
    enum Look {
        /** Another does it. */
        ANOTHER,
        /** There may be more at once. */
        MORE,
        /** Waits are behind, and due later. */
        BEHIND,
        /** All waits are up with the log. */
        DONE
    }

    /**
     * Looks once.
     *
     * @throws RuntimeException where the database or Temporal doesn't answer: it is looked again later
     */
    Look look() {
        boolean done = false;
        try {
            Look look = database.together(this::lookInside);
            done = look != Look.ANOTHER;
            return look;
        } finally {
            if (!done) {
                live.forget();
            }
        }
    }

    /** After {@link Look#BEHIND}, when the next wait is due. */
    Duration pause() {
        return pause;
    }

    /** Lets another take over at once. */
    void leave() {
        live.forget();
        matcher.leave(id);
    }

    private Look lookInside() {
        Optional<ReaderStore.Standing> standing = matcher.take(id, PATIENCE);
        if (standing.isEmpty()) {
            return Look.ANOTHER;
        }
        if (!live.isKnown() || !id.equals(standing.get().holder())) {
            live.know(waits.upToDate());
        }
        long number = waits.beginLook();
        long from = standing.get().examined();
        long last = events.last();
        long to = Math.min(last, from + WINDOW);
        waits.removeOver(from, to).forEach(live::remove);
        Matching matching = new Matching();
        to = live(matching, from, to);
        matching.seen(to);
        List<StoredWait> due = waits.due(DUE);
        List<EventWaitStore.Noted> put = behind(matching, due, to);
        tell(matching, put, number);
        matcher.put(id, to);
        boolean more = to < last
                || due.size() == DUE
                || put.stream()
                        .anyMatch(noted -> noted.delay() == 0 && noted.stored().examined() != null);
        if (more) {
            return Look.MORE;
        }
        OptionalLong next = waits.nextDue();
        pause = Duration.ofMillis(next.orElse(0));
        return next.isPresent() ? Look.BEHIND : Look.DONE;
    }

    /** Shows what is new to those that are up with the log; tells up to where that was done. */
    private long live(Matching matching, long from, long to) {
        if (live.types().isEmpty()) {
            return to;
        }
        List<LoggedEvent> page = events.between(from, to, live.types(), PAGE);
        for (LoggedEvent event : page) {
            matching.show(new Shown(event), live.of(event.event().type()));
            if (matching.count() >= MOST_OFFERS) {
                return event.offset();
            }
        }
        return page.size() == PAGE ? page.getLast().offset() : to;
    }

    /** Shows those that are behind a page more; tells what is to be noted of them. */
    private List<EventWaitStore.Noted> behind(Matching matching, List<StoredWait> due, long to) {
        Map<String, List<StoredWait>> byType = new LinkedHashMap<>();
        due.forEach(wait ->
                byType.computeIfAbsent(wait.type(), type -> new ArrayList<>()).add(wait));
        List<EventWaitStore.Noted> put = new ArrayList<>();
        byType.forEach((type, group) -> {
            long first = group.stream().mapToLong(EventMatcher::examined).min().orElse(to);
            List<LoggedEvent> page = events.after(first, new EventFilter(type, null, null), SMALL_PAGE);
            long seen = page.size() == SMALL_PAGE ? Math.min(to, page.getLast().offset()) : to;
            for (LoggedEvent event : page) {
                if (matching.count() >= MOST_OFFERS) {
                    seen = Math.min(seen, event.offset() - 1);
                }
                if (event.offset() <= seen) {
                    matching.show(new Shown(event), group);
                }
            }
            matching.seen(seen);
            for (StoredWait wait : group) {
                if (!matching.isServed(wait)) {
                    long examined = Math.max(seen, examined(wait));
                    put.add(new EventWaitStore.Noted(wait.examined(examined >= to ? null : (Long) examined), 0));
                }
            }
        });
        return put;
    }

    private static long examined(StoredWait wait) {
        Long examined = wait.examined();
        return examined == null ? 0 : examined;
    }

    private void tell(Matching matching, List<EventWaitStore.Noted> put, long look) {
        Teller.Outcome outcome = teller.tell(matching.offers());
        for (StoredWait wait : matching.served()) {
            Long refused = outcome.refused().get(wait.run());
            StoredWait next = refused != null && examined(wait) >= refused ? wait.examined(refused - 1) : wait;
            put.add(new EventWaitStore.Noted(next, Pace.pause(wait)));
        }
        if (!outcome.gone().isEmpty()) {
            put.removeIf(noted -> outcome.gone().contains(noted.stored().run()));
            waits.removeOf(outcome.gone());
            live.removeOf(outcome.gone());
        }
        waits.put(put);
        waits.skip(
                matching.told().stream()
                        .filter(told -> told.offset() < outcome.refused().getOrDefault(told.run(), Long.MAX_VALUE))
                        .toList(),
                look);
        for (EventWaitStore.Noted noted : put) {
            live.remove(noted.stored().id());
            if (noted.stored().examined() == null) {
                live.add(noted.stored());
            }
        }
    }
}
