package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.workflow.Versions;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a run has under way at once. Temporal refuses the workflow task that would have more than 2,000 activities pending, more
 * than 2,000 child runs, or more than 2,000 messages to other runs (its {@code limit.numPendingActivities.error} and the like), again
 * and again, and so nothing would come to the run any more. Workflow threads only.
 */
final class Room {
    private static final int SERVERS = 2_000;

    /** Name of the change by which there is such a bound: histories of earlier builds may have had more. */
    private static final String BOUNDED = "what is under way is bounded";

    /** Name of the change by which a run of such a build has no more than the server takes: before, it stood still. */
    private static final String BOUNDED_BY_SERVER = "what is under way is bounded where the server refuses more";

    /** What has a bound of its own, so that none waits for what isn't of its kind. */
    enum Of {
        /** Attempts in the worker itself: the server doesn't know of them before they have ended. */
        LOCAL(Integer.MAX_VALUE),

        /** Attempts that are activities. */
        ATTEMPTS(800),

        /** Runs that are awaited: as child runs; as activities where the run has gone on in a new history, or undoes them. */
        RUNS(800),

        /** Short activities: the search for definitions, and what the event log is told. All activities stay well under 2,000. */
        QUESTIONS(200),

        /** Signals and cancellations of other runs that have not arrived. Each has a thread of the worker, which has some hundreds. */
        MESSAGES(100);

        private final int most;

        Of(int most) {
            this.most = most;
        }

        /** Whether it does something for a task, other than to find out or to tell something. */
        boolean isWork() {
            return this == LOCAL || this == ATTEMPTS || this == RUNS;
        }
    }

    private final Map<Of, Integer> underWay = new EnumMap<>(Of.class);
    private final Map<String, Boolean> changes = new LinkedHashMap<>();

    /** Whether no more of a kind may begin now. */
    boolean isFull(Of kind) {
        return isFrom(kind, kind.most, BOUNDED) || (kind.most < SERVERS && isFrom(kind, SERVERS, BOUNDED_BY_SERVER));
    }

    private boolean isFrom(Of kind, int most, String change) {
        // Some may end while it is found out whether there is the change.
        return now(kind) >= most && has(change) && now(kind) >= most;
    }

    private int now(Of kind) {
        return underWay.getOrDefault(kind, 0);
    }

    void take(Of kind) {
        underWay.merge(kind, 1, Integer::sum);
    }

    void give(Of kind) {
        underWay.merge(kind, -1, Integer::sum);
    }

    /** Asked only where an older run went another way, as it costs an event; and once, as it is asked for each that waits. */
    private boolean has(String change) {
        Boolean known = changes.get(change);
        if (known == null) {
            known = Versions.has(change);
            changes.put(change, known);
        }
        return known;
    }
}
