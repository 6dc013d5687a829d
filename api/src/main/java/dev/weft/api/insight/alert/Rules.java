package dev.weft.api.insight.alert;

import dev.weft.api.health.HealthService;
import dev.weft.api.store.Database;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LateTaskStore;
import dev.weft.api.store.SeenRunStore;
import dev.weft.worker.protocol.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rules that a server looks at. */
public final class Rules {
    private Rules() {}

    /**
     * All of them.
     *
     * @param stale after how long without a change a run of a status is
     */
    public static List<Rule> of(
            Database database,
            HealthService health,
            AlertSettings settings,
            Map<RunStatus, Duration> stale,
            Clock clock) {
        SeenRunStore runs = new SeenRunStore(database);
        return List.of(
                new PlatformRule(health),
                new FailingRule(runs, settings, clock),
                new SlowRule(new InsightStore(database), runs, settings, clock),
                new LateRule(new LateTaskStore(database)),
                new StaleRule(runs, stale, clock));
    }
}
