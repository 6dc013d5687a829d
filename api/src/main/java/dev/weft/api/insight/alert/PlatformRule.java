package dev.weft.api.insight.alert;

import dev.weft.api.health.Check;
import dev.weft.api.health.HealthService;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    public Sight look() {
        List<Check> checks = health.look().checks();
        Set<String> known = checks.stream()
                .filter(check -> check.cost() > 0 || check.status().equals("ok"))
                .map(Check::name)
                .collect(Collectors.toSet());
        return new Sight(
                checks.stream()
                        .filter(check -> check.cost() > 0)
                        .map(PlatformRule::finding)
                        .toList(),
                known::contains);
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
