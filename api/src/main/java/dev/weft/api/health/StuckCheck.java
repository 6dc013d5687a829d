package dev.weft.api.health;

import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StuckRuns;
import java.util.List;
import java.util.stream.Collectors;

/** Runs that no worker can bring further. */
final class StuckCheck {
    private static final String NAME = "interpreter";
    private static final int LOOKED_AT = 50;
    private static final int NAMED = 5;

    /** With it alone the platform is no longer healthy. */
    private static final int COST = 31;

    private static final int SLOW_COST = 10;

    private final StuckRuns runs;

    StuckCheck(StuckRuns runs) {
        this.runs = runs;
    }

    Check look() {
        List<RunSummary> found;
        try {
            found = runs.among(LOOKED_AT);
        } catch (RuntimeException e) {
            return Check.warning(NAME, 0, "Temporal did not say whether runs are stuck.");
        }
        List<RunSummary> stuck = found.stream().filter(RunSummary::isStuck).toList();
        if (!stuck.isEmpty()) {
            return Check.failed(
                    NAME,
                    COST,
                    "The interpreter fails again and again at " + named(stuck)
                            + ". The worker's log says why: update the worker, and they go on; terminate only what is of no more use.");
        }
        List<RunSummary> slow = found.stream().filter(RunSummary::isSlow).toList();
        return slow.isEmpty()
                ? Check.ok(NAME, "No run is stuck among the " + LOOKED_AT + " open ones started last.")
                : Check.warning(
                        NAME,
                        SLOW_COST,
                        "Workers take too long again and again to be where they were with " + named(slow)
                                + ". Nothing is wrong with what is large: it goes on by itself once a worker has the processors for it. Start"
                                + " more workers, or see in the worker's log whether it dies there.");
    }

    private static String named(List<RunSummary> some) {
        return (some.size() == 1 ? "a run: " : some.size() + " runs: ")
                + some.stream().limit(NAMED).map(RunSummary::run).collect(Collectors.joining(", "))
                + (some.size() > NAMED ? ", …" : "");
    }
}
