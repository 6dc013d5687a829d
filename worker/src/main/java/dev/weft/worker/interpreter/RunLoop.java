package dev.weft.worker.interpreter;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.Choosing;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.cache.Contents;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.event.EventClaims;
import dev.weft.worker.interpreter.failure.Holds;
import dev.weft.worker.interpreter.gate.Gates;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.lease.LeaseVerdicts;
import dev.weft.worker.interpreter.lease.Unused;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.interpreter.undo.UndoablePlans;
import java.time.Instant;
import java.util.List;

/**
 * The semantics of a run: (plan, state, event) → (state, effects). Pure and deterministic: the same arguments give the
 * same step, on any machine, at any time. Thread safe.
 */
public final class RunLoop {
    private final Plan plan;
    private final RunFacts facts;
    private final Contents contents;

    public RunLoop(Plan plan, RunFacts facts) {
        this.plan = UndoablePlans.of(plan);
        this.facts = facts;
        this.contents = new Contents(this.plan);
    }

    /** The graph that is run. */
    public Plan plan() {
        return plan;
    }

    /** What never changes. */
    public RunFacts facts() {
        return facts;
    }

    /** One in which nobody can be asked of large values. */
    public Turn turn(RunState state, Instant now) {
        return turn(state, now, Elsewhere.nobody());
    }

    public Turn turn(RunState state, Instant now, Elsewhere elsewhere) {
        return new Turn(plan, facts, contents, state, now, elsewhere);
    }

    /** As the other, where nobody can be asked of large values. */
    public Step on(RunState state, RunEvent event) {
        return on(state, event, Elsewhere.nobody());
    }

    /**
     * Takes one event in. Events that speak of something already over (a late answer, a clock that was stopped) change
     * nothing.
     *
     * @throws Elsewhere.UnansweredException where it can't be said what follows before what is open there is answered
     */
    public Step on(RunState state, RunEvent event, Elsewhere elsewhere) {
        Turn turn = turn(state, event.now(), elsewhere);
        if (state.status().ended()) {
            return new Step(state, LeaseVerdicts.afterTheEnd(event), List.of());
        }
        take(turn, event);
        do {
            Scheduling.settle(turn);
        } while (Awaiting.passOn(turn));
        Unused.leave(turn);
        return turn.done();
    }

    private static void take(Turn turn, RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> RunLifecycle.start(turn);
            case RunEvent.AttemptCompleted completed -> Attempts.completed(turn, completed);
            case RunEvent.AttemptFailed failed -> Attempts.failed(turn, failed);
            case RunEvent.AttemptCancelled cancelled -> Attempts.cancelled(turn, cancelled);
            case RunEvent.DefinitionFound found -> ChildRuns.found(turn, found);
            case RunEvent.ChildStarted started -> ChildRuns.started(turn, started);
            case RunEvent.ChildEnded ended -> ChildRuns.ended(turn, ended);
            case RunEvent.LeaseAnswered answered -> LeaseVerdicts.answered(turn, answered.answer());
            case RunEvent.AwaitAnswered answered -> Awaiting.answered(turn, answered);
            case RunEvent.EventCame came -> Awaiting.came(turn, came);
            case RunEvent.EventClaimAsked asked -> EventClaims.asked(turn, asked);
            case RunEvent.EventClaimAnswered answered -> EventClaims.answered(turn, answered);
            case RunEvent.ResultFound found -> Results.found(turn, found);
            case RunEvent.AgentsSeen seen -> Choosing.seen(turn, seen);
            case RunEvent.ClockRanOut ranOut -> Clocks.ranOut(turn, ranOut.clock());
            case RunEvent.Decided decided -> Gates.decided(turn, decided);
            case RunEvent.Delegated delegated -> Gates.delegated(turn, delegated);
            case RunEvent.DecisionIgnored ignored -> turn.heard.ignore(ignored.why());
            case RunEvent.TaskSteered steered -> Holds.decided(turn, steered);
            case RunEvent.ItemsRefused refused -> ForEaches.refuse(turn);
            case RunEvent.PauseAsked pause -> RunLifecycle.pause(turn);
            case RunEvent.ResumeAsked resume -> RunLifecycle.resume(turn);
            case RunEvent.RollbackAsked asked -> Rollbacks.asked(turn, asked);
            // An undoing that was asked for with the state begins, or a run that goes on after its end.
            case RunEvent.Resumed resumed -> {
                turn.asking = null;
                if (!turn.open()) {
                    RunLifecycle.start(turn);
                }
            }
            case RunEvent.StoreCame came -> turn.asking = null;
            case RunEvent.CancelAsked cancel -> RunLifecycle.end(turn, RunState.Ending.CANCELLED);
            case RunEvent.Controlled controlled -> {
                // Facts are numbered: a run of an earlier build goes on with the numbers that it would have had.
                if (turn.elsewhere.has(Change.TELLS_CONTROLS)) {
                    turn.telling.controlled(controlled);
                }
                take(turn, controlled.what());
            }
        }
    }
}
