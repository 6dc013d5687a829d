package dev.weft.api.insight;

import dev.weft.api.store.CutStore;
import dev.weft.api.store.Database;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Cuts old events off the log: those of runs that ended long ago, of each all or none, and of what else was told then. What they came to
 * is kept, so that figures stay, also where the log is counted anew. Thread safe; of several servers one does it at a time.
 */
public final class EventCut {
    private static final int RUNS = 100;
    private static final int OTHERS = 2_000;

    private final Database database;
    private final CutStore cuts;
    private final InsightStore insight;

    public EventCut(Database database) {
        this.database = database;
        this.cuts = new CutStore(database);
        this.insight = new InsightStore(database);
    }

    /**
     * Cuts a part.
     *
     * @param before what was logged before it, of runs that ended before it
     * @return how many events that were; 0 where nothing is left to cut
     */
    public int once(Instant before) {
        return database.together(() -> {
            long upTo = cuts.mayCut(insight.hold(), before);
            List<String> runs = cuts.endedRuns(before, upTo, RUNS);
            List<LoggedEvent> events = cuts.cutRuns(runs);
            Folding folding = new Folding(Map.of(), Map.of(), new LateFolding(List.of()));
            folding.fold(events);
            insight.addToBase(folding.measures());
            int others = runs.isEmpty() ? cuts.cutOthers(before, upTo, OTHERS) : 0;
            cuts.cut(upTo);
            return events.size() + others;
        });
    }
}
