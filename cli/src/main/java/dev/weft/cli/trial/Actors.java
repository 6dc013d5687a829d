package dev.weft.cli.trial;

import dev.weft.cli.cases.CaseStep;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.verdict.Outcome;
import dev.weft.worker.interpreter.temporal.FactTap;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import io.temporal.client.WorkflowException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Those who decide, send events and steer. What they wait for is told on a workflow thread: the clock is held there, before the
 * server can let it leap, and let go by the actor, so that each acts at the very time that is written. Those who wait for the
 * same thing act one after the other. Thread safe.
 */
final class Actors implements FactTap {
    /**
     * Clocks of the run that are due at the very same time come first: the server refuses what a run decides while a timer fires
     * that the decision stops.
     */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final TestCase test;
    private final VirtualServer server;
    private final Seen seen;
    private final ExecutorService threads;
    private final Set<String> begun = new HashSet<>();
    private final EventLog events;
    private final Volunteers volunteers;
    private int sent;
    private volatile boolean over;

    Actors(TestCase test, Volunteers volunteers, VirtualServer server, Seen seen, ExecutorService threads) {
        this.test = test;
        this.volunteers = volunteers;
        this.server = server;
        this.seen = seen;
        this.threads = threads;
        this.events = new EventLog(server.client(), this::awaited);
    }

    EventLog events() {
        return events;
    }

    /** The case is over: those who still wait do nothing any more. */
    void end() {
        over = true;
    }

    /** The run or task that an actor waits for. */
    private record Cue(String run, int generation, @Nullable String path) {}

    @Override
    public void told(FactBatch batch, long historyLength) {
        if (WorkflowUnsafe.isReplaying()) {
            return;
        }
        Duration leapt = server.leapt();
        for (Fact fact : batch.facts()) {
            seen.told(batch, fact, leapt);
            cue(batch, fact);
        }
    }

    private void cue(FactBatch batch, Fact fact) {
        Cue cue = new Cue(batch.run(), batch.generation(), fact.task());
        String path = fact.task();
        if (path == null) {
            if (fact.type() == FactType.WORKFLOW_STARTED && batch.run().equals(Trial.runId(batch.workflow()))) {
                begin("start", cue, step -> step instanceof CaseStep.Steer steer && !steer.isOfTask());
            }
            return;
        }
        Object status = fact.data().get("status");
        if (fact.type() == FactType.APPROVAL_REQUIRED) {
            long level = fact.data().get("level") instanceof Long number ? number : 1;
            begin(
                    path,
                    cue,
                    step -> step instanceof CaseStep.Decide decide
                            && decide.task().matches(batch.workflow(), path)
                            && (decide.level() == null || decide.level() == level));
            volunteer(batch, path, (int) level);
        } else if ("WAITING".equals(status) && fact.data().containsKey("error")) {
            begin(
                    path,
                    cue,
                    step -> step instanceof CaseStep.Steer steer
                            && steer.isOfTask()
                            && steer.task() != null
                            && steer.task().matches(batch.workflow(), path));
        } else if (!"WAITING".equals(status)) {
            events.over(batch.run(), path);
        }
    }

    private void volunteer(FactBatch batch, String path, int level) {
        Volunteers.Vote vote = volunteers.asked(batch.workflow(), path, level);
        if (vote != null) {
            later(vote.after(), () -> {
                People people =
                        new People(server.client().newWorkflowStub(WeftRun.class, batch.run()), batch.generation());
                String refused = people.decide(batch.run(), path, level, vote, volunteers);
                if (refused != null) {
                    volunteers.refused(batch.workflow(), path, refused);
                }
            });
        }
    }

    private void awaited(AwaitedEvent awaited) {
        begin(
                "events",
                new Cue("", 1, null),
                step -> step instanceof CaseStep.Occur occur && occur.type().equals(awaited.type()));
        Volunteers.Happening happening =
                volunteers.awaited(seen.workflow(awaited.run()), awaited.task(), awaited.type());
        if (happening != null) {
            later(
                    happening.after(),
                    () -> events.put("event-" + next(), awaited.type(), happening.subject(), happening.data()));
        }
    }

    private void later(Duration after, Runnable act) {
        server.hold();
        threads.execute(() -> {
            if (after.isPositive()) {
                server.sleep(after.plus(LATE));
            }
            if (!over) {
                act.run();
            }
            server.release();
        });
    }

    /** Those who wait for it act from now on; each step once, with {@code [*]} once for each path. */
    private void begin(String place, Cue cue, Predicate<CaseStep> waits) {
        List<CaseStep> due = new ArrayList<>();
        synchronized (begun) {
            for (int i = 0; i < test.steps().size(); i++) {
                CaseStep step = test.steps().get(i);
                boolean each =
                        step instanceof CaseStep.Decide decide && decide.task().isEach();
                if (waits.test(step) && begun.add(each ? i + " " + place : Integer.toString(i))) {
                    due.add(step);
                }
            }
        }
        if (!due.isEmpty()) {
            due.sort(Comparator.comparing(CaseStep::after));
            server.hold();
            threads.execute(() -> act(due, cue));
        }
    }

    private void act(List<CaseStep> steps, Cue cue) {
        Duration now = Duration.ZERO;
        for (CaseStep step : steps) {
            if (over) {
                break;
            }
            Duration left = step.after().minus(now);
            if (left.isPositive()) {
                server.sleep(now.isZero() ? left.plus(LATE) : left);
                now = step.after();
            }
            if (!over) {
                seen.happened(new Outcome.Happened(step, act(step, cue)));
            }
        }
        server.release();
    }

    /** Why it was refused; {@code null} where it was taken. */
    private @Nullable String act(CaseStep step, Cue cue) {
        try {
            return switch (step) {
                case CaseStep.Decide decide -> decide(decide, cue);
                case CaseStep.Occur occur -> {
                    events.put("event-" + next(), occur.type(), occur.subject(), occur.data());
                    yield null;
                }
                case CaseStep.Steer steer -> {
                    steer(steer, cue);
                    yield null;
                }
            };
        } catch (WorkflowException e) {
            return reason(e);
        }
    }

    private synchronized int next() {
        return ++sent;
    }

    private @Nullable String decide(CaseStep.Decide step, Cue cue) {
        String by = step.by();
        Decision decision = new Decision(
                String.valueOf(cue.path()),
                step.decision(),
                by == null ? "" : by,
                step.roles(),
                step.comment(),
                step.level(),
                step.inputs(),
                null);
        if (by == null) {
            return new People(run(cue), cue.generation()).decide(cue.run(), decision);
        }
        run(cue).decide(step.signed() ? Signer.one().sign(cue.run(), cue.generation(), decision) : decision);
        return null;
    }

    private void steer(CaseStep.Steer step, Cue cue) {
        String task = step.isOfTask()
                ? cue.path()
                : step.task() == null ? null : step.task().path();
        run(cue).control(new Control(step.command(), step.by(), task, step.output()));
    }

    private WeftRun run(Cue cue) {
        return server.client().newWorkflowStub(WeftRun.class, cue.run());
    }

    static String reason(WorkflowException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return String.valueOf(
                cause instanceof ApplicationFailure failure ? failure.getOriginalMessage() : cause.getMessage());
    }
}
