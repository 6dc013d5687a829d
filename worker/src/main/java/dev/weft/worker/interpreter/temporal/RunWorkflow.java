package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.ControlRules;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.gate.DelegationRules;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.restart.Resuming;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.ApprovalSignal;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventSignal;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rim: one run on Temporal. It hands what happens to the {@link RunLoop} and carries out what that asks for; it
 * decides nothing itself. All of it runs on Temporal's deterministic workflow threads, one at a time, so {@link #apply}
 * never meets itself.
 */
public class RunWorkflow implements WeftRun {
    private final RunLoop loop;
    private final EffectPerformer performer;
    private final Visibility visibility;
    private final Instant created;
    private final Continuation continuation;
    private final UpdateAnswers answered;
    private final FactTap tap;
    private RunState state;
    private boolean changed;
    private boolean begun;

    /** Compiles the plan before any handler may ask for it. */
    @WorkflowInit
    public RunWorkflow(RunRequest request) {
        this(request, FactTap.NONE);
    }

    /** One whose facts are taken. */
    public RunWorkflow(@Nullable RunRequest request, FactTap tap) {
        this.tap = tap;
        created = RunClock.now();
        if (request == null || request.definition() == null || request.workflow() == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "Expected a run request with a workflow and its definition, but found none. Start runs through the API.",
                    "invalid_request");
        }
        loop = new RunLoop(
                PlanCache.own(request.definition()),
                new RunFacts(Workflow.getInfo().getWorkflowId(), request, PlanCache::plan));
        RunStart start = request.start();
        state = start == null ? RunState.initial(loop.plan()) : StateDocument.read(start.state());
        answered = new UpdateAnswers(start);
        continuation = new Continuation(request, state, this::wake);
        performer = new EffectPerformer(request, this::apply, this::wake);
        visibility = new Visibility(loop);
    }

    @Override
    public @Nullable Object run(RunRequest request) {
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            apply(new RunEvent.CancelAsked(RunClock.now()));
            continuation.stay(performer);
            return reason;
        });
        // Detached: a cancelled run still runs what must run whatever happens.
        RunRequest[] next = new RunRequest[1];
        Workflow.newDetachedCancellationScope(() -> next[0] = toItsEnd()).run();
        if (next[0] != null) {
            Continuation.go(next[0], state);
        }
        return result();
    }

    @Override
    public RunView state() {
        return answers().view();
    }

    @Override
    public @Nullable Object output(String path) {
        return answers().output(path);
    }

    @Override
    public Revival revived(Control control) {
        return answers().revived(control);
    }

    @Override
    public Revival restarted(Restart restart) {
        return answers().restarted(restart);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return answers().checkpoints();
    }

    /** What queries are answered from. */
    final RunAnswers answers() {
        return new RunAnswers(loop, state, created);
    }

    @Override
    public void validateDecision(Decision decision) {
        if (answered.decision() == null) {
            GateRules.admit(loop, state, decision, RunClock.now());
        }
    }

    @Override
    public DecisionReceipt decide(Decision decision) {
        DecisionReceipt before = answered.decision();
        if (before != null) {
            return before;
        }
        // Another decision may have come between the validator and now.
        GateRules.Admitted admitted = orFailure(() -> GateRules.admit(loop, state, decision, RunClock.now()));
        take(admitted);
        TaskState task = state.tasks().get(admitted.task());
        Gate gate = Objects.requireNonNull(task.gate());
        int approvals = (int) gate.decisions().stream()
                .filter(one -> one.level() == admitted.level() && one.decision().equals(GateRules.APPROVE))
                .count();
        DecisionReceipt receipt = new DecisionReceipt(
                decision.task(),
                admitted.level(),
                task.status(),
                approvals,
                gate.question().levels().get(admitted.level() - 1).quorum());
        answered.add(receipt);
        return receipt;
    }

    @Override
    public void validateDelegation(Delegation delegation) {
        if (answered.delegation() == null) {
            DelegationRules.admit(loop, state, delegation, RunClock.now());
        }
    }

    @Override
    public DelegationReceipt delegate(Delegation delegation) {
        DelegationReceipt before = answered.delegation();
        if (before != null) {
            return before;
        }
        RunEvent.Delegated event = orFailure(() -> DelegationRules.admit(loop, state, delegation, RunClock.now()));
        apply(event);
        Gate.GateDelegation named = event.delegation();
        DelegationReceipt receipt = new DelegationReceipt(delegation.task(), named.level(), named.by(), named.to());
        answered.add(receipt);
        return receipt;
    }

    @Override
    public void validateControl(Control control) {
        if (answered.control() != null) {
            return;
        }
        if (control == null || control.command() == null) {
            throw new RefusedException(RefusedException.Code.INVALID, "Expected a command, but found none.");
        }
        if (state.status().ended()) {
            throw new RefusedException(
                    RefusedException.Code.CONFLICT, "The run has ended: it is %s.".formatted(state.status()));
        }
        ControlRules.event(loop, state, control, RunClock.now());
    }

    @Override
    public RunStatus control(Control control) {
        RunStatus before = answered.control();
        if (before != null) {
            return before;
        }
        // Something else may have come between the validator and now.
        apply(orFailure(() -> ControlRules.event(loop, state, control, RunClock.now())));
        answered.add(state.status());
        return state.status();
    }

    @Override
    public void approval(@Nullable Object signal) {
        try {
            take(GateRules.admit(loop, state, ApprovalSignal.read(signal).toDecision(), RunClock.now()));
        } catch (RefusedException e) {
            apply(new RunEvent.DecisionIgnored(RunClock.now(), "At " + RunClock.now() + ": " + e.getMessage()));
        }
    }

    @Override
    public void event(@Nullable Object signal) {
        Instant now = RunClock.now();
        try {
            EventSignal read = EventSignal.read(signal, () -> String.valueOf(Workflow.randomUUID()), now);
            apply(new RunEvent.EventCame(now, read.event().toNormal(), read.byHand()));
        } catch (RefusedException e) {
            apply(new RunEvent.DecisionIgnored(now, "At " + now + ": " + e.getMessage()));
        }
    }

    @Override
    public void child(ChildReport report) {
        // Whoever reaches Temporal can send anything.
        if (report == null || report.run() == null || report.task() == null || report.status() == null) {
            return;
        }
        int task = state.nodes(loop.plan()).find(report.task(), state.tasks());
        if (task >= 0) {
            apply(new RunEvent.ChildEnded(RunClock.now(), task, report, ChildStarter.random()));
        }
    }

    @Override
    public void lease(LeaseAnswer answer) {
        if (answer != null
                && answer.lease() != null
                && answer.hold() != null
                && answer.path() != null
                && answer.verdict() != null) {
            apply(new RunEvent.LeaseAnswered(RunClock.now(), answer));
        }
    }

    @Override
    public void pause() {
        apply(new RunEvent.PauseAsked(RunClock.now()));
    }

    @Override
    public void resume() {
        apply(new RunEvent.ResumeAsked(RunClock.now()));
    }

    @Override
    public void refuseItems() {
        apply(new RunEvent.ItemsRefused(RunClock.now()));
    }

    /**
     * Begins, or takes the given state up. A decision or control that came before this may have done so: where the run goes
     * on from a state, it is to find the clocks of that state running.
     */
    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        if (state.startedAt() == null) {
            apply(new RunEvent.Started(RunClock.now()));
        } else {
            carryOut(Resuming.step(loop, state, RunClock.now()));
        }
    }

    /** Runs until it has ended, or is to go on in a new history: then what it goes on with. */
    private @Nullable RunRequest toItsEnd() {
        begin();
        while (true) {
            // What several events of one workflow task changed is told to visibility once.
            changed = false;
            if (!performer.goesOn() || state.status().ended()) {
                visibility.tell(state);
            }
            if (state.status().ended()) {
                Workflow.await(() -> Workflow.isEveryHandlerFinished() && performer.hasToldAll());
                report();
                return null;
            }
            if (continuation.isDue(state, performer)) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                RunRequest next = changed ? null : continuation.next(state, answered, performer);
                if (next != null) {
                    return next;
                }
            }
            Workflow.await(() -> changed);
        }
    }

    private void report() {
        ParentRun parent = loop.facts().request().parent();
        if (parent != null && parent.awaits()) {
            ChildMessages.report(
                    parent.run(),
                    new ChildReport(loop.facts().run(), parent.task(), state.status(), state.outputs(), state.error()));
        }
    }

    private void wake() {
        changed = true;
    }

    private void apply(RunEvent event) {
        if (state.startedAt() != null) {
            begin();
        }
        carryOut(loop.on(state, event));
    }

    private void carryOut(Step step) {
        state = step.state();
        changed = true;
        continuation.holdIfDue(state, performer);
        tell(step.facts());
        step.effects().forEach(performer::perform);
    }

    private void tell(List<Fact> facts) {
        if (!facts.isEmpty()) {
            RunFacts run = loop.facts();
            RunRequest request = run.request();
            WorkflowInfo info = Workflow.getInfo();
            tap.told(
                    new FactBatch(
                            run.run(),
                            info.getRunId(),
                            request.workflow(),
                            request.revision(),
                            state.generation(),
                            facts),
                    info.getHistoryLength());
        }
    }

    private void take(GateRules.Admitted admitted) {
        switch (admitted) {
            case GateRules.Admitted.Counts counts -> apply(counts.event());
            case GateRules.Admitted.Repeats repeats -> {}
        }
    }

    private static <T> T orFailure(Supplier<T> rules) {
        try {
            return rules.get();
        } catch (RefusedException e) {
            throw ApplicationFailure.newFailure(e.getMessage(), RefusedException.class.getName());
        }
    }

    private @Nullable Object result() {
        Failure error = state.error();
        String message = error == null ? "The run is " + state.status() : error.message();
        return switch (state.status()) {
            case COMPLETED -> state.outputs();
            case CANCELLED -> throw new CanceledFailure(message);
            case FAILED, TIMED_OUT, RUNNING, WAITING, PAUSED, ROLLING_BACK, ROLLED_BACK, TERMINATED ->
                throw ApplicationFailure.newNonRetryableFailure(message, error == null ? "failed" : error.code());
        };
    }
}
