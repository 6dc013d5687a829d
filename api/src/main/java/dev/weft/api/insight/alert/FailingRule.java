package dev.weft.api.insight.alert;

import dev.weft.api.representation.AnalyticsBody;
import dev.weft.api.store.SeenRunStore;
import java.time.Clock;
import java.time.Duration;

/** Definitions whose runs fail more often than they may. */
final class FailingRule implements Rule {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final SeenRunStore runs;
    private final AlertSettings settings;
    private final Clock clock;

    FailingRule(SeenRunStore runs, AlertSettings settings, Clock clock) {
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "error_rate";
    }

    @Override
    public Sight look() {
        return Sight.ofAll(runs.endedSince(clock.instant().minus(WINDOW)).stream()
                .filter(one -> one.completed() + one.failed() >= settings.minRuns())
                .filter(one -> one.failed() > settings.errorRate() * (one.completed() + one.failed()))
                .map(one -> Finding.critical(
                        kind(),
                        one.workflow(),
                        "%d of the last %d runs of «%s» failed within an hour: %s percent."
                                .formatted(
                                        one.failed(),
                                        one.completed() + one.failed(),
                                        one.workflow(),
                                        AnalyticsBody.percent(one.failed(), one.completed() + one.failed())
                                                .stripTrailingZeros()
                                                .toPlainString()),
                        "See why with «weft debug " + one.workflow() + "»; «weft runs --workflow " + one.workflow()
                                + " --status FAILED» lists them."))
                .toList());
    }
}
