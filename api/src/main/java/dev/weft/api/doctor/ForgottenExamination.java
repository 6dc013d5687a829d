package dev.weft.api.doctor;

import dev.weft.api.gateway.RunReader;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedRun;
import dev.weft.api.store.LoggedRunStore;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs that go on by the event log, and that Temporal doesn't know: it has lost them, or let go of them after their end, which was
 * never told. Repair tells an end, of the time of the last that is known of them: how they ended nobody knows.
 */
final class ForgottenExamination implements Examination {
    /** Code of the end that is told. */
    static final String CODE = "run_forgotten";

    private static final String CHECK = "runs";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final RunReader reader;
    private final LoggedRunStore logged;
    private final EventStore events;
    private final InsightStore insight;

    ForgottenExamination(RunReader reader, LoggedRunStore logged, EventStore events, InsightStore insight) {
        this.reader = reader;
        this.logged = logged;
        this.events = events;
        this.insight = insight;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        List<String> open = logged.goingOn();
        List<Finding> findings = new ArrayList<>();
        List<Boolean> known = Side.bySide(open, run -> reader.describe(run).isPresent());
        for (int i = 0; i < open.size(); i++) {
            if (!known.get(i)) {
                findings.add(finding(open.get(i)));
            }
        }
        return new Look(open.size(), findings);
    }

    private static Finding finding(String run) {
        return Finding.repairable(
                CHECK,
                run,
                "Run " + run + " goes on by the event log, but Temporal doesn't know it.",
                "Is this the Temporal server and the namespace that the run was started on? Then " + Finding.REPAIR
                        + " tells that it is over, as TERMINATED with the code " + CODE
                        + ": Temporal has let go of it after its retention, or lost it.");
    }

    @Override
    public void repair(List<Finding> found) throws InterruptedException {
        List<String> runs = found.stream()
                .map(Finding::subject)
                .filter(run -> reader.describe(run).isEmpty())
                .toList();
        logged.of(runs).values().stream()
                .filter(run -> run.status() == null)
                .forEach(run -> events.put(List.of(end(run)), true));
        Instant until = Instant.now().plus(LONGEST);
        while (insight.behind() > 0 && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static FactBatch end(LoggedRun run) {
        Fact end = new Fact(
                run.last() + 1,
                run.latest(),
                FactType.WORKFLOW_FAILED,
                null,
                Map.of(
                        "status",
                        RunStatus.TERMINATED.name(),
                        "error",
                        Map.of(
                                "code",
                                CODE,
                                "message",
                                "Temporal doesn't know the run any more: how it ended isn't known.")));
        return new FactBatch(run.run(), "", run.workflow(), run.revision(), run.generation(), List.of(end));
    }
}
