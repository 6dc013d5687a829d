package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.Schedules;
import dev.weft.api.insight.alert.Finding;
import dev.weft.api.service.Plans;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.NewFiring;
import dev.weft.api.store.TestDatabase;
import dev.weft.api.store.TriggerStore;
import dev.weft.api.trigger.LateScheduleRule;
import dev.weft.api.trigger.ScheduleKeeper;
import dev.weft.api.trigger.TriggerKeys;
import dev.weft.api.trigger.TriggerTexts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Times of schedules that have passed by a clock that goes ahead, on a platform without a worker. */
@Timeout(120)
class LateSchedulesTest {
    private static final Duration GRACE = Duration.ofMinutes(2);
    private static final String DEFINITION = """
            version: "3.0.0"
            id: %s
            triggers:
              often: {schedule: {cron: "* * * * *", overlap: %s}}
            tasks:
              say: {action: transform, parameters: {value: 1}}
            """;

    @TempDir
    private Path home;

    @Test
    void shouldTellOfTimesThatHavePassedAndDidNotCome() {
        try (Api api = Api.start(home);
                Gateway gateway = new Gateway(api.settings().temporal())) {
            api.save(DEFINITION.formatted("late", "allow_all"));
            api.save(DEFINITION.formatted("paused", "allow_all"));
            api.save(DEFINITION.formatted("gone", "allow_all"));
            api.post("/api/triggers/paused.often/pause", null);
            for (String one : List.of("late", "paused", "gone")) {
                awaitSchedule(gateway, one);
            }
            Database database =
                    new Database(TestDatabase.of(api.settings().database().url()));
            FiringStore firings = new FiringStore(database);
            Instant ahead = Instant.now()
                    .plus(Duration.ofMinutes(10))
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plusSeconds(30);

            // no time has passed since they are there
            assertThat(look(database, gateway, Instant.now())).isEmpty();

            // some have
            gateway.schedules().remove("gone", "often");
            assertThat(look(database, gateway, ahead))
                    .extracting(Finding::subject)
                    .containsExactly("gone.often", "late.often");
            Finding late = look(database, gateway, ahead).getLast();
            Instant time = ahead.minus(GRACE).truncatedTo(ChronoUnit.MINUTES);
            assertThat(late.summary())
                    .isEqualTo(
                            "The time %s of trigger late.often has passed, and nothing was started.".formatted(time));
            assertThat(late.help()).contains("weft health", "weft triggers backfill late.often --from " + time);
            assertThat(look(database, gateway, ahead).getFirst().help()).contains("weft doctor --repair");

            // one has come
            firings.add(new NewFiring(
                    "late", "often", TriggerKeys.at("late.often", time), "{}", null, null, Duration.ofHours(1)));
            assertThat(look(database, gateway, ahead))
                    .extracting(Finding::subject)
                    .containsExactly("gone.often");
        }
    }

    @Test
    void shouldNotTellOfTimesThatGiveWayToARunThatGoesOn() {
        try (Api api = Api.start(home);
                Gateway gateway = new Gateway(api.settings().temporal())) {
            api.save(DEFINITION.formatted("skips", "skip"));
            awaitSchedule(gateway, "skips");
            Database database =
                    new Database(TestDatabase.of(api.settings().database().url()));
            Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
            assertThat(look(database, gateway, ahead)).hasSize(1);

            String run = api.started("skips", "{\"inputs\":{}}");
            FiringStore firings = new FiringStore(database);
            firings.add(new NewFiring("skips", "often", "k", "{}", null, null, Duration.ofHours(1)));
            firings.started(firings.find("skips", "often", "k").orElseThrow().id(), run);

            assertThat(look(database, gateway, ahead)).isEmpty();
        }
    }

    private static List<Finding> look(Database database, Gateway gateway, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        TriggerStore triggers = new TriggerStore(database);
        ScheduleKeeper keeper = new ScheduleKeeper(
                triggers, new TriggerTexts(new DefinitionStore(database), new Plans()), gateway.schedules(), clock);
        LateScheduleRule rule =
                new LateScheduleRule(triggers, new FiringStore(database), keeper, gateway, GRACE, clock);
        return patiently().until(() -> rule.look().findings(), found -> true);
    }

    private static void awaitSchedule(Gateway gateway, String workflow) {
        patiently()
                .until(() -> gateway.schedules()
                        .find(Schedules.id(workflow, "often"))
                        .isPresent());
    }

    /** Temporal answers only so many questions about schedules a second. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .ignoreException(ApiException.class);
    }
}
