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

    private final StuckRuns runs;

    StuckCheck(StuckRuns runs) {
        this.runs = runs;
    }

    Check look() {
        List<RunSummary> stuck;
        try {
            stuck = runs.among(LOOKED_AT);
        } catch (RuntimeException e) {
            return Check.warning(NAME, 0, "Temporal did not say whether runs are stuck.");
        }
        if (stuck.isEmpty()) {
            return Check.ok(NAME, "No run is stuck among the " + LOOKED_AT + " open ones started last.");
        }
        String names = stuck.stream().limit(NAMED).map(RunSummary::run).collect(Collectors.joining(", "));
        return Check.failed(
                NAME,
                COST,
                "The interpreter fails again and again at " + (stuck.size() == 1 ? "a run: " : stuck.size() + " runs: ")
                        + names + (stuck.size() > NAMED ? ", …" : "")
                        + ". The worker's log says why: update the worker, or terminate them.");
    }
}
