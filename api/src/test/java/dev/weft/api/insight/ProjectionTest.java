package dev.weft.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.figure.LateTask;
import dev.weft.api.figure.MeasureKey.Kind;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.figure.Tally;
import dev.weft.api.figure.Tally.Count;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.InsightStore.By;
import dev.weft.api.store.LateTaskStore;
import dev.weft.api.store.SeenRunStore;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adds up random logs in a real PostgreSQL, and compares with counting by hand. */
class ProjectionTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = FROM.plus(3, ChronoUnit.DAYS);

    private Database database;
    private EventStore events;
    private InsightStore store;
    private Projection projection;

    @BeforeEach
    void open() throws Exception {
        DataSource source = TestDatabase.migrated();
        database = new Database(source);
        events = new EventStore(database);
        store = new InsightStore(database);
        projection = new Projection(database, events, store);
    }

    /** What is to come out. */
    private static final class Model {
        private final Map<String, Map<Count, Long>> runs = new TreeMap<>();
        private final Map<String, Map<Count, Long>> tasks = new TreeMap<>();
        private final Map<String, String> status = new HashMap<>();
        private final Map<String, Double> seconds = new HashMap<>();

        private static void add(Map<String, Map<Count, Long>> where, String which, Count count) {
            where.computeIfAbsent(which, none -> new TreeMap<>()).merge(count, 1L, Long::sum);
        }
    }

    @Test
    void shouldCountEachEventOnce() {
        // given 300 runs of three definitions over three days, some of which fail, are retried and begin once more
        Random random = new Random(7);
        Model model = new Model();
        for (int run = 0; run < 300; run++) {
            put(random, model, "w" + random.nextInt(3), run);
            if (random.nextInt(10) == 0) {
                projection.once();
            }
        }

        // when it is added up to the end, and what another server put back is asked once more
        while (projection.once()) {
            assertThat(store.behind()).isNotNegative();
        }
        assertThat(projection.once()).isFalse();

        // then
        assertThat(store.behind()).isZero();
        assertThat(counts(store.sums(Kind.RUN, FROM, TO, null, By.WORKFLOW))).isEqualTo(model.runs);
        assertThat(counts(store.sums(Kind.TASK, FROM, TO, null, By.TASK))).isEqualTo(model.tasks);
        Map<String, SeenRun> seen = new SeenRunStore(database).of(model.status.keySet());
        model.status.forEach((run, status) ->
                assertThat(seen.get(run)).extracting(SeenRun::status).isEqualTo(status));
        store.sums(Kind.RUN, FROM, TO, null, By.WORKFLOW)
                .forEach((workflow, tally) -> assertThat(tally.seconds())
                        .isCloseTo(
                                model.seconds.getOrDefault(workflow, 0.0), org.assertj.core.data.Offset.offset(0.01)));
        assertThat(counts(store.sums(Kind.RUN, FROM, TO, "w1", By.NOTHING)))
                .isEqualTo(Map.of("", model.runs.get("w1")));
        assertThat(store.sums(Kind.RUN, FROM, TO, null, By.DAY)).hasSize(3).containsKey("2026-03-02T00:00:00Z");
    }

    @Test
    void shouldKnowWhichTasksAreLate() {
        // given tasks that are late and go on, are done, begin anew, or whose run ends or begins once more
        LateTaskStore late = new LateTaskStore(database);
        tell(
                "goes-on",
                lateAt("a"),
                fact(FactType.TASK_STARTED, "a", "RUNNING"),
                fact(FactType.TASK_COMPLETED, "b", "COMPLETED"));
        tell("is-done", lateAt("a"));
        tell("begins-anew", lateAt("a"), lateAt("b[1].c"));
        tell("ends", lateAt("a"));
        tell("odd", new Fact(1, FROM, FactType.TASK_LATE, "a", Map.of("status", "RUNNING", "due", "soon")));
        assertThat(projection.once()).isFalse();
        assertThat(late.latest(10))
                .extracting(LateTask::key)
                .containsExactlyInAnyOrder("goes-on/a", "is-done/a", "begins-anew/a", "begins-anew/b[1].c", "ends/a");
        assertThat(late.latest(1)).extracting(LateTask::due).containsExactly(FROM.plusSeconds(5));

        // when they change
        tell(2, "is-done", fact(FactType.TASK_FAILED, "a", "FAILED"));
        tell(2, "begins-anew", fact(FactType.TASK_CHANGED, "a", "PENDING"));
        tell(2, "ends", fact(FactType.WORKFLOW_CANCELLED, null, "CANCELLED"));
        projection.once();

        // then
        assertThat(late.latest(10))
                .extracting(LateTask::key)
                .containsExactlyInAnyOrder("goes-on/a", "begins-anew/b[1].c");
    }

    @Test
    void shouldKnowHowRunsStand() {
        // given a run that an API has noted, and one that only its events tell of
        SeenRunStore seen = new SeenRunStore(database);
        seen.put(List.of(SeenRun.started("noted", "w0", 1, FROM.minusSeconds(3), Map.of("a", "b"), "ann")));
        tell(
                "noted",
                fact(FactType.WORKFLOW_STARTED, null, "RUNNING"),
                stands(fact(FactType.TASK_CHANGED, "gate", "WAITING"), "WAITING", 25, List.of("approval:gate")));
        tell(
                "told",
                stands(
                        new Fact(
                                1,
                                FROM,
                                FactType.WORKFLOW_STARTED,
                                null,
                                Map.of("status", "RUNNING", "started_by", "eve", "parent", "noted")),
                        "RUNNING",
                        0,
                        List.of()));

        // when
        projection.once();

        // then
        SeenRun noted = seen(seen, "noted");
        assertThat(noted.stand()).isEqualTo(new SeenRun.Stand("WAITING", 25, List.of("approval:gate")));
        assertThat(noted.startedAt()).isEqualTo(FROM.minusSeconds(3));
        assertThat(noted.startedBy()).isEqualTo("ann");
        assertThat(noted.labels()).isEqualTo(Map.of("a", "b"));
        assertThat(noted.execution()).isEqualTo("0f");
        assertThat(noted.byEvents()).isTrue();
        SeenRun told = seen(seen, "told");
        assertThat(told.startedAt()).isEqualTo(FROM.minusSeconds(9));
        assertThat(told.startedBy()).isEqualTo("eve");
        assertThat(told.parent()).isEqualTo("noted");

        // when one ends as the interpreter tells, and the other by force
        tell(2, "noted", stands(fact(FactType.WORKFLOW_COMPLETED, null, "COMPLETED"), "COMPLETED", 75, List.of()));
        tell(2, "told", fact(FactType.WORKFLOW_FAILED, null, "TERMINATED"));
        projection.once();

        // then
        assertThat(seen(seen, "noted").stand()).isEqualTo(new SeenRun.Stand("COMPLETED", 100, List.of()));
        assertThat(seen(seen, "told").status()).isEqualTo("TERMINATED");
    }

    private static SeenRun seen(SeenRunStore store, String run) {
        return Objects.requireNonNull(store.of(List.of(run)).get(run), run);
    }

    private static Fact stands(Fact fact, String status, int progress, List<String> waits) {
        return fact.with(
                "standing",
                Map.of(
                        "status",
                        status,
                        "progress",
                        progress,
                        "waiting_for",
                        waits,
                        "execution",
                        "0f",
                        "since",
                        FROM.minusSeconds(9).toString()));
    }

    private static Fact lateAt(String task) {
        return new Fact(
                1,
                FROM,
                FactType.TASK_LATE,
                task,
                Map.of("status", "RUNNING", "due", FROM.plusSeconds(5).toString()));
    }

    private static Fact fact(FactType type, @Nullable String task, String status) {
        return new Fact(1, FROM, type, task, Map.of("status", status));
    }

    private void tell(String run, Fact... facts) {
        tell(0, run, facts);
    }

    private void tell(int told, String run, Fact... facts) {
        List<Fact> numbered = new ArrayList<>();
        for (Fact fact : facts) {
            numbered.add(new Fact(told + numbered.size() + 1, fact.at(), fact.type(), fact.task(), fact.data()));
        }
        events.put(List.of(new FactBatch(run, "x", "slow", 1, 1, numbered)), true);
    }

    private void put(Random random, Model model, String workflow, int number) {
        String run = workflow + "-" + number;
        Instant at = FROM.plus(random.nextInt(70 * 60), ChronoUnit.MINUTES);
        Instant begun = at;
        List<Fact> facts = new ArrayList<>();
        add(facts, at, FactType.WORKFLOW_STARTED, null, Map.of("status", "RUNNING", "labels", Map.of("team", "blue")));
        Model.add(model.runs, workflow, Count.STARTED);
        for (int item = 0; item < random.nextInt(4); item++) {
            String task = "steps[" + item + "].work";
            at = at.plusSeconds(random.nextInt(20));
            add(facts, at, FactType.TASK_STARTED, task, Map.of("status", "RUNNING", "agent", "a"));
            Model.add(model.tasks, workflow + "\nsteps.work", Count.STARTED);
            if (random.nextInt(4) == 0) {
                add(facts, at, FactType.TASK_RETRYING, task, Map.of("status", "WAITING", "agent", "a"));
                Model.add(model.tasks, workflow + "\nsteps.work", Count.RETRIED);
            }
            add(facts, at, FactType.TASK_COMPLETED, task, Map.of("status", "COMPLETED", "agent", "a", "duration", 1.5));
            Model.add(model.tasks, workflow + "\nsteps.work", Count.COMPLETED);
        }
        at = at.plusSeconds(random.nextInt(100));
        switch (random.nextInt(4)) {
            case 0 -> {
                add(
                        facts,
                        at,
                        FactType.WORKFLOW_FAILED,
                        null,
                        Map.of("status", "TIMED_OUT", "error", Map.of("code", "run_timeout", "message", "late")));
                Model.add(model.runs, workflow, Count.FAILED);
                model.status.put(run, "TIMED_OUT");
            }
            case 1 -> {
                add(facts, at, FactType.WORKFLOW_PAUSED, null, Map.of("status", "PAUSED"));
                model.status.put(run, "PAUSED");
            }
            default -> {
                add(facts, at, FactType.WORKFLOW_COMPLETED, null, Map.of("status", "COMPLETED"));
                Model.add(model.runs, workflow, Count.COMPLETED);
                model.status.put(run, "COMPLETED");
                model.seconds.merge(workflow, Duration.between(begun, at).toMillis() / 1000.0, Double::sum);
            }
        }
        FactBatch batch = new FactBatch(run, "x", workflow, 1, 1, facts);
        events.put(List.of(batch), true);
        // As a worker that doesn't know whether it came.
        events.put(List.of(batch), true);
    }

    private static void add(
            List<Fact> facts, Instant at, FactType type, @Nullable String task, Map<String, Object> data) {
        facts.add(new Fact(facts.size() + 1, at, type, task, new LinkedHashMap<>(data)));
    }

    private static Map<String, Map<Count, Long>> counts(Map<String, Tally> sums) {
        Map<String, Map<Count, Long>> all = new TreeMap<>();
        sums.forEach((which, tally) -> {
            Map<Count, Long> counts = new TreeMap<>();
            for (Count count : Count.values()) {
                if (tally.count(count) > 0) {
                    counts.put(count, tally.count(count));
                }
            }
            all.put(which, counts);
        });
        return all;
    }
}
