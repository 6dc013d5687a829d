package dev.weft.api.insight.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.figure.SeenAlert;
import dev.weft.api.insight.Projection;
import dev.weft.api.keep.StalePolicy;
import dev.weft.api.keep.StaleRuns;
import dev.weft.api.store.AlertStore;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.SeenRunStore;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raises and clears in a real PostgreSQL. */
class AlertWatchTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<Finding> given = new CopyOnWriteArrayList<>();
    private final Set<String> covered = new HashSet<>(Set.of("a"));
    private boolean blind;
    private Database database;
    private EventStore events;
    private InsightStore insight;
    private Projection projection;

    @BeforeEach
    void open() throws Exception {
        DataSource source = TestDatabase.migrated();
        database = new Database(source);
        events = new EventStore(database);
        insight = new InsightStore(database);
        projection = new Projection(database, events, insight);
    }

    /** A rule that finds what a test says. */
    private final class Given implements Rule {
        @Override
        public String kind() {
            return "given";
        }

        @Override
        public Sight look() {
            if (blind) {
                throw new IllegalStateException("can't be seen");
            }
            return new Sight(given, covered::contains);
        }
    }

    private AlertWatch watch(Rule... rules) {
        return new AlertWatch(database, new AlertStore(database), events, List.of(rules), Duration.ZERO, CLOCK);
    }

    private List<String> told() {
        return events.after(0, EventFilter.ALL, 100).stream()
                .map(LoggedEvent::event)
                .map(event -> event.type() + " " + event.subject())
                .toList();
    }

    private List<SeenAlert> standing() {
        while (projection.once()) {
            // To the end of the log.
        }
        return insight.alerts(true, null, null, null, 10);
    }

    @Test
    void shouldTellOnceThatItIsAndOnceThatItIsNoMore() {
        AlertWatch one = watch(new Given());
        AlertWatch other = watch(new Given());
        given.add(Finding.warning("given", "a", "A is unwell.", "Look at A."));

        one.look();
        other.look();
        one.look();
        assertThat(told()).containsExactly("alert.raised a");
        assertThat(standing()).extracting(SeenAlert::subject).containsExactly("a");

        given.clear();
        other.look();
        one.look();
        assertThat(told()).containsExactly("alert.raised a", "alert.cleared a");
        assertThat(standing()).isEmpty();

        given.add(Finding.warning("given", "a", "A is unwell.", "Look at A."));
        one.look();
        assertThat(told()).containsExactly("alert.raised a", "alert.cleared a", "alert.raised a");
        standing();
        assertThat(insight.alerts(false, "given", null, null, 10)).hasSize(2);
    }

    @Test
    void shouldLeaveStandingWhatCannotBeSeenNow() {
        AlertWatch watch = watch(new Given());
        given.add(Finding.critical("given", "a", "A is unwell.", "Look at A."));
        watch.look();

        blind = true;
        watch.look();

        assertThat(told()).containsExactly("alert.raised a");

        // and where it sees other things alone
        blind = false;
        given.clear();
        covered.clear();
        watch.look();
        assertThat(told()).containsExactly("alert.raised a");
        covered.add("a");
        watch.look();
        assertThat(told()).containsExactly("alert.raised a", "alert.cleared a");
    }

    @Test
    void shouldFindDefinitionsThatFailMoreThanTheyMay() {
        // given «bad» of 10 runs of which 2 failed, «good» of which 1 did, and «few» whose only run failed
        for (int i = 0; i < 10; i++) {
            run("bad", i, NOW.minusSeconds(600), 1, i < 2);
            run("good", i, NOW.minusSeconds(600), 1, i < 1);
            run("old", i, NOW.minusSeconds(7200), 1, true);
        }
        run("few", 0, NOW.minusSeconds(600), 1, true);
        standing();

        // when
        watch(new FailingRule(new SeenRunStore(database), AlertSettings.DEFAULTS, CLOCK))
                .look();

        // then
        assertThat(standing()).extracting(SeenAlert::subject).containsExactly("bad");
        assertThat(standing().getFirst().data())
                .containsEntry("summary", "2 of the last 10 runs of «bad» failed within an hour: 20 percent.");
    }

    @Test
    void shouldFindRunsThatTakeMuchLongerThanOthers() {
        for (int i = 0; i < 30; i++) {
            run("usual", i, NOW.minusSeconds(6000), 60, false);
            run("new", i % 3, NOW.minusSeconds(6000), 60, false);
        }
        begin("usual", 100, NOW.minusSeconds(200));
        begin("usual", 101, NOW.minusSeconds(170));
        begin("new", 100, NOW.minusSeconds(3000));
        standing();

        watch(new SlowRule(insight, new SeenRunStore(database), AlertSettings.DEFAULTS, CLOCK))
                .look();

        assertThat(standing()).extracting(SeenAlert::subject).containsExactly("usual-100");
        assertThat(String.valueOf(standing().getFirst().data().get("summary")))
                .startsWith("Run usual-100 takes more than 18");
    }

    @Test
    void shouldFindRunsThatHaveNotMovedForLongAndCancelThoseOfThePolicy() {
        stands("asks", 1, NOW.minus(Duration.ofDays(91)), "WAITING");
        stands("asks", 2, NOW.minus(Duration.ofDays(89)), "WAITING");
        stands("asks", 3, NOW.minus(Duration.ofDays(200)), "PAUSED");
        stands("asks", 4, NOW.minus(Duration.ofDays(200)), "RUNNING");
        stands("asks", 5, NOW.minus(Duration.ofDays(200)), "COMPLETED");
        standing();

        watch(new StaleRule(new SeenRunStore(database), StalePolicy.DEFAULTS.told(), CLOCK))
                .look();

        assertThat(standing()).extracting(SeenAlert::subject).containsExactlyInAnyOrder("asks-1", "asks-3");
        assertThat(String.valueOf(standing().getFirst().data().get("help"))).contains("weft cancel asks-");
        // and nothing is cancelled but what somebody has configured
        List<String> cancelled = new ArrayList<>();
        SeenRunStore runs = new SeenRunStore(database);
        new StaleRuns(runs, cancelled::add, StalePolicy.DEFAULTS.cancelled(), CLOCK).once();
        assertThat(cancelled).isEmpty();
        StalePolicy policy = StalePolicy.of(
                name -> Optional.of("WAITING=90d, RUNNING=300d").filter(text -> name.equals("WEFT_STALE_CANCEL")));
        new StaleRuns(runs, cancelled::add, policy.cancelled(), CLOCK).once();
        assertThat(cancelled).containsExactly("asks-1");
        assertThatThrownBy(() -> StalePolicy.of(name -> Optional.of("ASLEEP=1d")))
                .hasMessageContaining("Expected WEFT_STALE_AFTER to be RUNNING, WAITING or PAUSED");
    }

    private void stands(String workflow, int number, Instant at, String status) {
        boolean ended = status.equals("COMPLETED");
        Fact begins = fact(1, at, FactType.WORKFLOW_STARTED, "RUNNING")
                .with("standing", Map.of("status", ended ? "RUNNING" : status, "progress", 0));
        put(
                workflow,
                number,
                ended ? List.of(begins, fact(2, at, FactType.WORKFLOW_COMPLETED, status)) : List.of(begins));
    }

    private void begin(String workflow, int number, Instant at) {
        put(workflow, number, List.of(fact(1, at, FactType.WORKFLOW_STARTED, "RUNNING")));
    }

    private void run(String workflow, int number, Instant at, int seconds, boolean fails) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(1, at, FactType.WORKFLOW_STARTED, "RUNNING"));
        facts.add(
                fails
                        ? fact(2, at.plusSeconds(seconds), FactType.WORKFLOW_FAILED, "FAILED")
                        : fact(2, at.plusSeconds(seconds), FactType.WORKFLOW_COMPLETED, "COMPLETED"));
        put(workflow, number, facts);
    }

    private void put(String workflow, int number, List<Fact> facts) {
        events.put(List.of(new FactBatch(workflow + "-" + number, "x", workflow, 1, 1, facts)), true);
    }

    private static Fact fact(int sequence, Instant at, FactType type, String status) {
        return new Fact(sequence, at, type, null, Map.of("status", status));
    }
}
