package dev.weft.api.insight.alert;

import dev.weft.api.figure.DurationBuckets;
import dev.weft.api.figure.MeasureKey;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.figure.Tally;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.SeenRunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs that take much longer than those of their definition mostly take. */
final class SlowRule implements Rule {
    private static final Duration PAST = Duration.ofDays(7);
    private static final int ENOUGH = 20;
    private static final int MOST = 100;

    private final InsightStore figures;
    private final SeenRunStore runs;
    private final AlertSettings settings;
    private final Clock clock;

    SlowRule(InsightStore figures, SeenRunStore runs, AlertSettings settings, Clock clock) {
        this.figures = figures;
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "slow_run";
    }

    @Override
    public Sight look() {
        Instant now = clock.instant();
        List<SeenRun> open = runs.runningSince(now.minus(settings.slowAtLeast()), MOST);
        if (open.isEmpty()) {
            return Sight.ofAll(List.of());
        }
        Map<String, Tally> past =
                figures.sums(MeasureKey.Kind.RUN, now.minus(PAST), now, null, InsightStore.By.WORKFLOW);
        List<Finding> found = new ArrayList<>();
        for (SeenRun run : open) {
            Tally tally = past.get(run.workflow());
            if (tally == null || tally.timed() < ENOUGH) {
                continue;
            }
            double usual = DurationBuckets.quantile(tally.durations(), 0.95);
            double takes = Duration.between(run.startedAt(), now).toMillis() / 1000.0;
            if (takes > settings.slowFactor() * usual) {
                // Without the time that it takes now: the same as long as it stands.
                found.add(Finding.warning(
                        kind(),
                        run.run(),
                        "Run %s takes more than %.0f s; 95 of 100 of «%s» took at most %.1f s."
                                .formatted(
                                        run.run(),
                                        Math.max(
                                                settings.slowFactor() * usual,
                                                settings.slowAtLeast().toSeconds()),
                                        run.workflow(),
                                        usual),
                        "See what it waits for with «weft debug " + run.run() + "»."));
            }
        }
        return Sight.ofAll(found);
    }
}
