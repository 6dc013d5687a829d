package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.GatePage;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.EventClaim;
import dev.weft.worker.protocol.event.EventClaimAnswer;
import dev.weft.worker.protocol.event.EventSignal;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.large.KeptState;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rim: one run on Temporal. It hands what happens to the {@link RunLoop} and carries out what that asks for; it
 * decides nothing itself. All of it runs on Temporal's deterministic workflow threads, one at a time, so {@link #apply}
 * never meets itself.
 */
public class RunWorkflow implements WeftRun {
    private static final double UNDRAWN = -1;

    private final RunLoop loop;
    private final EffectPerformer performer;
    private final Visibility visibility;
    private final Instant created;
    private final Continuation continuation;
    private final UpdateAnswers answered;
    private final Updates updates;
    private final FactTap tap;
    private final Steps steps = new Steps(this::carryOut, this::wake, this::again);
    private final @Nullable KeptState kept;
    private RunState state;
    private boolean loading;
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
        kept = start == null ? null : StateDocument.whereKept(start.state());
        state = start == null || kept != null ? RunState.initial(loop.plan()) : StateDocument.read(start.state());
        if (kept != null) {
            loading = true;
            steps.hold();
        }
        answered = new UpdateAnswers(start);
        updates = new Updates(loop, answered, steps, () -> loading ? null : state, this::apply);
        continuation = new Continuation(
                request,
                start == null || kept == null
                        ? state.generation()
                        : StateDocument.beside(start.state()).generation(),
                steps::keeps,
                this::wake);
        performer = new EffectPerformer(request, this::apply, this::inItsTurn, this::wake);
        visibility = new Visibility(loop);
    }

    @Override
    public @Nullable Object run(RunRequest request) {
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            apply(asked("cancel", RunEvent.CancelAsked::new));
            continuation.stay(performer);
            return reason;
        });
        // Detached: a cancelled run still runs what must run whatever happens.
        RunRequest[] next = new RunRequest[1];
        Workflow.newDetachedCancellationScope(() -> next[0] = toItsEnd()).run();
        if (next[0] != null) {
            visibility.goOn(next[0], state);
        }
        return RunEnds.result(state);
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
    public @Nullable Object input(String path) {
        return answers().input(path);
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
    public int told() {
        return answers().told();
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return answers().checkpoints();
    }

    @Override
    public RunView.@Nullable TaskView task(String path) {
        return answers().task(path);
    }

    @Override
    public GatePage gates(int from) {
        return answers().gates(from);
    }

    @Override
    public @Nullable ItemPlace place(String path) {
        return answers().place(path);
    }

    /** Whether it has not yet read the state that it goes on from. */
    final boolean isLoading() {
        return loading;
    }

    /** What queries are answered from. */
    final RunAnswers answers() {
        if (loading) {
            throw new IllegalStateException("The state of the run is being read. Ask again.");
        }
        return new RunAnswers(loop, state, created, steps.waits());
    }

    @Override
    public void validateDecision(Decision decision) {
        updates.validate(decision);
    }

    @Override
    public DecisionReceipt decide(Decision decision) {
        return updates.take(decision);
    }

    @Override
    public void validateDelegation(Delegation delegation) {
        updates.validate(delegation);
    }

    @Override
    public DelegationReceipt delegate(Delegation delegation) {
        return updates.take(delegation);
    }

    @Override
    public void validateControl(Control control) {
        updates.validate(control);
    }

    @Override
    public RunStatus control(Control control) {
        return updates.take(control);
    }

    @Override
    public void approval(@Nullable Object signal) {
        Instant now = RunClock.now();
        inItsTurn(() -> updates.signalled(signal, now, performer::passDecision));
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
        Instant now = RunClock.now();
        boolean atOnce = !loading && steps.isIdle();
        if (atOnce && find(report.task()) < 0) {
            return;
        }
        // Drawn before a run goes on from its state, as ever, so that histories are followed in which that comes after.
        double[] random = {atOnce ? ChildStarter.random() : UNDRAWN};
        inItsTurn(() -> {
            int task = find(report.task());
            if (task < 0) {
                return null;
            }
            if (random[0] == UNDRAWN) {
                random[0] = ChildStarter.random();
            }
            return new RunEvent.ChildEnded(now, task, report, random[0]);
        });
    }

    private int find(String path) {
        return state.nodes(loop.plan()).find(path, state.tasks());
    }

    @Override
    public void eventClaim(EventClaim claim) {
        if (claim != null && claim.lacksNothing()) {
            Instant now = RunClock.now();
            inItsTurn(() -> {
                int task = find(claim.task());
                return task < 0 ? null : new RunEvent.EventClaimAsked(now, task, claim);
            });
        }
    }

    @Override
    public void eventClaimed(EventClaimAnswer answer) {
        if (answer != null && answer.waiter() != null && answer.mark() != null) {
            Instant now = RunClock.now();
            inItsTurn(() -> {
                int task = find(answer.waiter());
                return task < 0 ? null : new RunEvent.EventClaimAnswered(now, task, answer);
            });
        }
    }

    @Override
    public void leases(List<LeaseAnswer> answers) {
        if (answers != null) {
            answers.forEach(this::lease);
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
        apply(asked("pause", RunEvent.PauseAsked::new));
    }

    @Override
    public void resume() {
        apply(asked("resume", RunEvent.ResumeAsked::new));
    }

    @Override
    public void refuseItems() {
        apply(new RunEvent.ItemsRefused(RunClock.now()));
    }

    private static RunEvent asked(String command, Function<Instant, RunEvent> what) {
        Instant now = RunClock.now();
        return new RunEvent.Controlled(now, what.apply(now), command, null, Control.TEMPORAL, null);
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
        Instant now = RunClock.now();
        if (state.startedAt() == null) {
            apply(new RunEvent.Started(now));
        } else {
            steps.take(elsewhere -> FirstStep.of(loop, state, now, elsewhere));
        }
    }

    /** Runs until it has ended, or is to go on in a new history: then what it goes on with. */
    private @Nullable RunRequest toItsEnd() {
        if (kept != null) {
            state = KeptStates.read(kept);
            loading = false;
            begun = true;
            Instant now = RunClock.now();
            steps.begin(elsewhere -> FirstStep.of(loop, state, now, elsewhere));
        }
        begin();
        while (true) {
            steps.areSound();
            // What several events of one workflow task changed is told to visibility once.
            changed = false;
            if (!performer.goesOn() || state.status().ended()) {
                visibility.tell(state);
            }
            if (state.status().ended()) {
                steps.end();
                Workflow.await(() -> steps.areSound()
                        && Workflow.isEveryHandlerFinished()
                        && performer.hasToldAll()
                        && steps.isIdle());
                RunEnds.report(loop.facts(), state);
                return null;
            }
            if (steps.isIdle() && continuation.isDue(state, performer)) {
                Workflow.await(() -> steps.areSound() && Workflow.isEveryHandlerFinished());
                RunRequest next = changed ? null : continuation.next(state, answered, performer);
                if (next != null && !changed) {
                    return next;
                }
            }
            Workflow.await(() -> changed);
        }
    }

    private void wake() {
        changed = true;
    }

    private BooleanSupplier apply(RunEvent event) {
        return inItsTurn(() -> event);
    }

    /** What waits for the store of large values is taken up. */
    private @Nullable Step again(Elsewhere elsewhere) {
        return state.asking() == null ? null : loop.on(state, new RunEvent.StoreCame(RunClock.now()), elsewhere);
    }

    /**
     * Takes an event in, once all before it is.
     *
     * @param event made from the state as it is then; {@code null} for none
     */
    private BooleanSupplier inItsTurn(Supplier<@Nullable RunEvent> event) {
        if (state.startedAt() != null) {
            begin();
        }
        return steps.take(elsewhere -> {
            RunEvent came = event.get();
            return came == null ? null : loop.on(state, came, elsewhere);
        });
    }

    private void carryOut(Step step) {
        state = step.state();
        changed = true;
        continuation.holdIfDue(state, performer);
        tell(step.facts());
        performer.pause(state.paused());
        performer.perform(step.effects());
    }

    /** The last of them says how the run stands with it: what it is about isn't told by itself. */
    private void tell(List<Fact> facts) {
        if (!facts.isEmpty() && tap != FactTap.NONE) {
            List<Fact> told = new ArrayList<>(facts);
            told.add(told.removeLast().with("standing", visibility.standing(state)));
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
                            told),
                    info.getHistoryLength());
        }
    }
}
