package dev.weft.api.insight.alert;

import dev.weft.api.figure.SeenRun;
import dev.weft.api.store.SeenRunStore;
import dev.weft.worker.protocol.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs that haven't moved for long: nobody seems to want them any more. */
final class StaleRule implements Rule {
    private static final int MOST = 500;

    private final SeenRunStore runs;
    private final Map<RunStatus, Duration> after;
    private final Clock clock;

    /**
     * @param after how long by status
     */
    StaleRule(SeenRunStore runs, Map<RunStatus, Duration> after, Clock clock) {
        this.runs = runs;
        this.after = after;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "stale_run";
    }

    @Override
    public Sight look() {
        List<Finding> found = new ArrayList<>();
        boolean all = true;
        for (Map.Entry<RunStatus, Duration> one : after.entrySet()) {
            List<SeenRun> stale = runs.unmoved(one.getKey(), clock.instant().minus(one.getValue()), MOST);
            all &= stale.size() < MOST;
            stale.forEach(run -> found.add(Finding.warning(
                    kind(),
                    run.run(),
                    "Run %s is %s, and nothing has changed in it since %s."
                            .formatted(run.run(), run.status(), run.asOf()),
                    "See what it waits for with «weft debug %s»; if nobody wants it any more: «weft cancel %s»."
                            .formatted(run.run(), run.run()))));
        }
        // Of those beyond as many nothing is known.
        return all ? Sight.ofAll(found) : new Sight(found, subject -> false);
    }
}
