package dev.weft.api.insight;

import dev.weft.api.event.EventTail;
import dev.weft.api.event.LogFollower;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LateTaskStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.SeenRunStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Follows the event log and adds it up, each event once: what a page comes to and how far that is are written in one transaction. Of
 * several servers one does it at a time. Thread safe.
 */
public final class Projection {
    private static final int PAGE = 1_000;

    private final Database database;
    private final EventStore events;
    private final InsightStore store;
    private final SeenRunStore runs;
    private final LateTaskStore late;

    public Projection(Database database, EventStore events, InsightStore store) {
        this.database = database;
        this.events = events;
        this.store = store;
        this.runs = new SeenRunStore(database);
        this.late = new LateTaskStore(database);
    }

    /** What does it, as long as the server runs, once it is started. */
    public LogFollower following(EventTail tail) {
        return new LogFollower(
                "weft-insight",
                tail,
                LogFollower.TOGETHER,
                () -> once() ? Duration.ZERO : LogFollower.SIGN_OF_LIFE,
                () -> {});
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
            List<LoggedEvent> page = events.after(position.getAsLong(), EventFilter.ALL, PAGE);
            if (page.isEmpty()) {
                return false;
            }
            Folding folding = new Folding(
                    runs.of(Folding.allRunsOf(page)),
                    store.alerts(Folding.alertsOf(page)),
                    new LateFolding(late.of(Folding.allRunsOf(page))));
            folding.fold(page);
            runs.put(folding.runs());
            store.add(folding.measures());
            store.putAlerts(folding.alerts());
            late.put(folding.late().added(), folding.late().removed());
            store.seen(page.getLast().offset());
            return page.size() == PAGE;
        });
    }
}
