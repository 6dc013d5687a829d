package dev.weft.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.figure.MeasureKey;
import dev.weft.api.figure.Tally;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cuts random logs in a real PostgreSQL: what is needed stays, and so do the figures. */
class EventCutTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant BEFORE = FROM.plus(Duration.ofHours(50));
    private static final int HOURS = 100;

    private DataSource source;
    private Database database;
    private EventStore events;
    private InsightStore store;
    private Projection projection;

    @BeforeEach
    void open() {
        source = TestDatabase.migrated();
        database = new Database(source);
        events = new EventStore(database);
        store = new InsightStore(database);
        projection = new Projection(database, events, store);
    }

    @Test
    void shouldCutWhatEndedLongAgoAndKeepTheFigures() {
        for (int seed = 0; seed < 5; seed++) {
            open();
            Random random = new Random(seed);
            Set<String> gone = new TreeSet<>();
            Set<String> kept = new TreeSet<>();
            alert("standing", false);
            alert("cleared", true);
            for (int i = 0; i < 150; i++) {
                run(random, "flow" + i % 3 + "-" + i, i * HOURS * 60 / 150, gone, kept);
            }
            // All is logged an hour after it happened.
            sql("update event set logged_at = time + interval '1 hour'");
            sql("update event_reader set examined = (select last from event_head)");
            while (projection.once()) {
                // To the end of the log.
            }
            String sent = kept.iterator().next();
            Map<MeasureKey, Tally> before = store.measures();

            // when
            EventCut cut = new EventCut(database);
            int deleted = 0;
            int some;
            do {
                some = cut.once(BEFORE);
                deleted += some;
            } while (some > 0);

            // then each run is there with all that it told, or not at all
            List<LoggedEvent> left = events.after(0, EventFilter.ALL, 100_000);
            Set<String> there = left.stream()
                    .map(one -> one.event().source())
                    .filter(name -> name.startsWith(CloudEvent.RUNS))
                    .map(name -> name.substring(CloudEvent.RUNS.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).isEqualTo(kept).contains(sent).doesNotContainAnyElementsOf(gone);
            assertThat(deleted).isPositive();
            assertThat(left.stream().map(one -> one.event().id()).toList())
                    .contains("raised-standing")
                    .doesNotContain("raised-cleared", "cleared-cleared");
            assertThat(events.cut()).isPositive().isLessThan(events.last());
            // and figures are what they were, also where all is counted anew
            same(store.measures(), before);
            Recount recount = new Recount(database, events, store);
            assertThat(recount.compare().differences()).isEmpty();
            recount.replace();
            same(store.measures(), before);
            assertThat(store.alerts()).extracting(alert -> alert.id()).containsExactly("standing");
            // and nothing more is cut
            assertThat(cut.once(BEFORE)).isZero();
        }
    }

    @Test
    void shouldKeepWhatIsYetToBeReadOrSent() {
        Set<String> gone = new TreeSet<>();
        Random random = new Random(1);
        while (gone.size() < 2) {
            run(random, "flow-" + random.nextInt(1_000_000), random.nextInt(HOURS * 60), gone, new TreeSet<>());
        }
        sql("update event set logged_at = time");
        EventCut cut = new EventCut(database);

        // nobody has counted it yet
        assertThat(cut.once(BEFORE)).isZero();

        while (projection.once()) {
            // To the end of the log.
        }
        // those who look for triggers have not come that far
        assertThat(cut.once(BEFORE)).isZero();

        // one has a delivery
        sql("update event_reader set examined = (select last from event_head)");
        String first = gone.iterator().next();
        sql("insert into subscription (id, url, types, secret, retry_seconds, since, created_by)"
                + " values ('s', 'http://x', '{}', 'S', 1, 0, 'a')");
        sql("insert into delivery (subscription, position, lane, state) select 's', max(position), 'x', 'dead'"
                + " from event where run = '" + first + "'");
        assertThat(cut.once(BEFORE)).isPositive();
        assertThat(events.after(0, new EventFilter(null, null, first), 100)).isNotEmpty();
        sql("delete from delivery");
        assertThat(cut.once(BEFORE)).isPositive();
        assertThat(events.after(0, new EventFilter(null, null, first), 100)).isEmpty();
    }

    private void run(Random random, String run, int minute, Set<String> gone, Set<String> kept) {
        Instant at = FROM.plus(Duration.ofMinutes(minute));
        List<Fact> facts = new ArrayList<>();
        add(facts, at, FactType.WORKFLOW_STARTED, null, Map.of("status", "RUNNING"));
        for (int i = 0; i < random.nextInt(4); i++) {
            at = at.plusSeconds(random.nextInt(4_000));
            add(facts, at, FactType.TASK_STARTED, "work", Map.of("status", "RUNNING", "agent", "a"));
            add(
                    facts,
                    at,
                    FactType.TASK_COMPLETED,
                    "work",
                    Map.of("status", "COMPLETED", "agent", "a", "duration", random.nextInt(100) / 10.0));
        }
        boolean ends = random.nextInt(4) > 0;
        if (ends) {
            boolean well = random.nextBoolean();
            add(
                    facts,
                    at.plusSeconds(5),
                    well ? FactType.WORKFLOW_COMPLETED : FactType.WORKFLOW_FAILED,
                    null,
                    Map.of("status", well ? "COMPLETED" : "FAILED"));
        }
        events.put(List.of(new FactBatch(run, "x", run.substring(0, run.indexOf('-')), 1, 1, facts)), true);
        boolean old = ends
                && at.plusSeconds(5).plus(Duration.ofHours(1)).isBefore(BEFORE)
                && at.plusSeconds(5).isBefore(BEFORE);
        (old ? gone : kept).add(run);
    }

    private void alert(String id, boolean cleared) {
        event("raised-" + id, "alert.raised", id, FROM);
        if (cleared) {
            event("cleared-" + id, "alert.cleared", id, FROM.plusSeconds(1));
        }
    }

    private void event(String id, String type, String alert, Instant at) {
        events.put(List.of(
                new CloudEvent(id, "/alerts", type, "x", at, Map.of("alert", alert, "kind", "given"), Map.of())));
    }

    private static void add(
            List<Fact> facts, Instant at, FactType type, @Nullable String task, Map<String, Object> data) {
        facts.add(new Fact(facts.size() + 1, at, type, task, new LinkedHashMap<>(data)));
    }

    private static void same(Map<MeasureKey, Tally> found, Map<MeasureKey, Tally> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, tally) -> {
            Tally other = Objects.requireNonNull(found.get(key), key.toString());
            for (Tally.Count count : Tally.Count.values()) {
                assertThat(other.count(count)).as(key + " " + count).isEqualTo(tally.count(count));
            }
            assertThat(other.durations()).as(key.toString()).isEqualTo(tally.durations());
        });
    }

    private void sql(String statement) {
        try (Connection connection = source.getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
