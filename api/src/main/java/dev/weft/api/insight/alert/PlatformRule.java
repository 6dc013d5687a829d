package dev.weft.api.insight.alert;

import dev.weft.api.health.Check;
import dev.weft.api.health.HealthService;
import java.util.List;

/** Parts of the platform that health finds unwell. */
final class PlatformRule implements Rule {
    private final HealthService health;

    PlatformRule(HealthService health) {
        this.health = health;
    }

    @Override
    public String kind() {
        return "platform";
    }

    @Override
    public List<Finding> look() {
        return health.look().checks().stream()
                .filter(check -> check.cost() > 0)
                .map(PlatformRule::finding)
                .toList();
    }

    private static Finding finding(Check check) {
        return new Finding(
                "platform",
                check.name(),
                check.status().equals("failed") ? "critical" : "warning",
                check.detail(),
                "See the rest with «weft health».");
    }
}
