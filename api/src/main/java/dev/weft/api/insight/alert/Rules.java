package dev.weft.api.insight.alert;

import dev.weft.api.health.HealthService;
import dev.weft.api.store.Database;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LateTaskStore;
import dev.weft.api.store.SeenRunStore;
import java.time.Clock;
import java.util.List;

/** The rules that a server looks at. */
public final class Rules {
    private Rules() {}

    /** All of them. */
    public static List<Rule> of(Database database, HealthService health, AlertSettings settings, Clock clock) {
        SeenRunStore runs = new SeenRunStore(database);
        return List.of(
                new PlatformRule(health),
                new FailingRule(runs, settings, clock),
                new SlowRule(new InsightStore(database), runs, settings, clock),
                new LateRule(new LateTaskStore(database)));
    }
}
