package dev.weft.api.health;

import dev.weft.api.error.ApiException;
import dev.weft.api.figure.DurationBuckets;
import dev.weft.api.figure.MeasureKey.Kind;
import dev.weft.api.figure.SeenAlert;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.figure.Tally;
import dev.weft.api.figure.Tally.Count;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.SeenRunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks at what became of a definition's runs within a day: how many failed, how long they took against the week before, how often
 * attempts were made again, which of them are slow now. Thread safe.
 */
public final class WorkflowHealthService {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAST = Duration.ofDays(7);
    private static final int FAILURES_COST = 60;
    private static final int SLOWER_COST = 10;
    private static final int MUCH_SLOWER_COST = 20;
    private static final int RETRIES_COST = 5;
    private static final int MANY_RETRIES_COST = 15;
    private static final int SLOW_RUN_COST = 5;
    private static final int SLOW_RUNS_COST = 15;
    private static final int ENOUGH = 20;
    private static final int MOST_ALERTS = 200;

    private final InsightStore store;
    private final SeenRunStore seen;
    private final DefinitionStore definitions;
    private final Clock clock;

    public WorkflowHealthService(InsightStore store, SeenRunStore seen, DefinitionStore definitions, Clock clock) {
        this.store = store;
        this.seen = seen;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** How well those of one go; 404 where there is no such definition. */
    public WorkflowHealth look(String workflow) {
        if (!definitions.exists(workflow)) {
            throw ApiException.notFound("workflow", workflow);
        }
        Instant now = clock.instant();
        Instant since = now.minus(DAY).truncatedTo(ChronoUnit.HOURS);
        Tally runs = store.sum(Kind.RUN, since, now, workflow);
        Tally before = store.sum(Kind.RUN, since.minus(PAST), since, workflow);
        Tally tasks = store.sum(Kind.TASK, since, now, workflow);
        List<Check> checks = new ArrayList<>();
        checks.add(failures(workflow, runs));
        checks.add(durations(runs, before));
        checks.add(retries(workflow, tasks));
        checks.add(slow(workflow));
        int score = Health.score(checks);
        return new WorkflowHealth(workflow, score, Health.level(score), since, checks);
    }

    private static Check failures(String workflow, Tally runs) {
        if (runs.judged() == 0) {
            return Check.ok("success", "No run ended within a day.");
        }
        long failed = runs.count(Count.FAILED);
        String what = failed + " of " + runs.judged() + " runs failed within a day.";
        if (failed == 0) {
            return Check.ok("success", what);
        }
        int cost = (int) Math.ceil((double) FAILURES_COST * failed / runs.judged());
        String help = what + " See why with «weft debug " + workflow + "»; «weft runs --workflow " + workflow
                + " --status FAILED» lists them.";
        return 2 * failed >= runs.judged() ? Check.failed("success", cost, help) : Check.warning("success", cost, help);
    }

    private static Check durations(Tally runs, Tally before) {
        if (runs.timed() == 0) {
            return Check.ok("duration", "No run was completed within a day.");
        }
        double now = DurationBuckets.quantile(runs.durations(), 0.95);
        String what = "95 of 100 runs took at most %.1f s".formatted(now);
        if (before.timed() < ENOUGH || runs.timed() < ENOUGH) {
            return Check.ok("duration", what + "; too few to compare with the week before.");
        }
        double usual = DurationBuckets.quantile(before.durations(), 0.95);
        String compared = what + ", in the week before %.1f s.".formatted(usual);
        double times = now / usual;
        if (times <= 1.5) {
            return Check.ok("duration", compared);
        }
        return Check.warning(
                "duration",
                times > 3 ? MUCH_SLOWER_COST : SLOWER_COST,
                compared + " «weft analytics --by task» tells which tasks take longer.");
    }

    private static Check retries(String workflow, Tally tasks) {
        long started = tasks.count(Count.STARTED);
        long retried = tasks.count(Count.RETRIED);
        String what = retried + " of " + started + " attempts of tasks failed and were made again.";
        if (started < ENOUGH || 10 * retried <= started) {
            return Check.ok("attempts", what);
        }
        return Check.warning(
                "attempts",
                10 * retried > 3 * started ? MANY_RETRIES_COST : RETRIES_COST,
                what + " «weft analytics --workflow " + workflow + " --by task» tells of which.");
    }

    private Check slow(String workflow) {
        List<String> alerted = store.alerts(true, "slow_run", null, null, MOST_ALERTS).stream()
                .map(SeenAlert::subject)
                .filter(Objects::nonNull)
                .toList();
        List<String> slow = seen.of(alerted).values().stream()
                .filter(run -> run.workflow().equals(workflow))
                .map(SeenRun::run)
                .toList();
        if (slow.isEmpty()) {
            return Check.ok("open runs", "No run takes much longer than others did.");
        }
        return Check.warning(
                "open runs",
                Math.min(SLOW_RUNS_COST, SLOW_RUN_COST * slow.size()),
                slow.size() + (slow.size() == 1 ? " run takes" : " runs take")
                        + " much longer than others did. See what it waits for with «weft debug " + slow.getFirst()
                        + "».");
    }
}
