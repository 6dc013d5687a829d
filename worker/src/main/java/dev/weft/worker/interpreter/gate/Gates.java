package dev.weft.worker.interpreter.gate;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.LevelStatus;
import dev.weft.worker.task.GateQuestion;
import dev.weft.worker.task.TaskTrigger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Approval gates: asked, decided, out of time. */
public final class Gates {
    private static final Failure UNDECIDABLE = Failure.permanent(
            "invalid_parameters",
            "Expected a gate that takes some decision, but four_eyes takes those through the API alone, and channels: [temporal] none of these. Leave one of them out.");

    /** Bytes of a gate's parameters at most: they are part of every view of the run. */
    private static final long MAX_QUESTION = 65_536;

    private Gates() {}

    /** Asks the first level. */
    public static void ask(Turn turn, int index, Work.ActionCall call, Scope scope) throws EvaluationException {
        Map<String, @Nullable Object> parameters = call.parameters().evaluate(scope);
        if (Secrets.in(parameters)) {
            TaskEnds.fail(
                    turn,
                    index,
                    Failure.permanent("expression", "Expected a question without secrets, but found one."));
            return;
        }
        if (Sizes.of(parameters) > MAX_QUESTION || LargeValue.in(parameters)) {
            TaskEnds.fail(
                    turn,
                    index,
                    Failure.permanent(
                            "too_large",
                            "The question has more than %d KiB, the most that people are asked. Write the rest to a file and name its path."
                                    .formatted(MAX_QUESTION / 1024)));
            return;
        }
        try {
            ApprovalGate asked = ParameterBinder.bind(ApprovalGate.SPEC, parameters);
            String name = turn.planned(index).task().name();
            GateQuestion question = GateQuestion.of(asked, name);
            if (question.temporalOnly() && !turn.elsewhere.has(Change.HOLDS_CHANNELS)) {
                question = question.openToApi();
            }
            if (question.temporalOnly() && question.fourEyes()) {
                TaskEnds.fail(turn, index, UNDECIDABLE);
                return;
            }
            goOn(turn, index, Gate.of(question), false);
        } catch (ActionException e) {
            TaskEnds.fail(
                    turn, index, Failure.permanent(e.code(), Objects.requireNonNullElse(e.getMessage(), e.code())));
        }
    }

    /** Takes in a decision that {@link GateRules} has let pass. */
    public static void decided(Turn turn, RunEvent.Decided event) {
        int index = event.task();
        Gate before = turn.task(index).gate();
        if (!turn.task(index).isAsked() || before == null) {
            return;
        }
        turn.heard.took(event.nonce());
        Gate gate = before.decided(event.decision());
        turn.put(index, turn.task(index).edit().gate(gate).done());
        GateQuestion.Level level = gate.current();
        boolean wasLast = isHeard(turn, gate);
        switch (event.decision().decision()) {
            case GateRules.APPROVE -> {
                if (gate.count(GateRules.APPROVE) >= level.quorum()) {
                    leave(turn, index, gate, LevelStatus.APPROVED);
                } else if (wasLast) {
                    end(turn, index, gate, LevelStatus.REJECTED);
                }
            }
            case GateRules.REJECT -> {
                // With everybody heard and neither quorum reached, nothing could pass the level any more.
                if (gate.count(GateRules.REJECT) >= level.rejectQuorum() || wasLast) {
                    end(turn, index, gate, LevelStatus.REJECTED);
                }
            }
            case GateRules.REQUEST_CHANGES -> end(turn, index, gate, LevelStatus.CHANGES_REQUESTED);
            default ->
                throw new IllegalStateException(
                        "Expected a decision that the rules let pass, but found " + event.decision());
        }
    }

    /** Whether nobody is left who may decide at the present level. */
    static boolean isHeard(Turn turn, Gate gate) {
        boolean heard = Voices.unheard(gate).isEmpty();
        boolean left = !Voices.open(gate, turn.facts.request().startedBy()).isEmpty();
        return heard || (!left && turn.elsewhere.has(Change.STARTER_IS_NOT_HEARD));
    }

    /** Takes in a delegate that {@link DelegationRules} has let pass. */
    public static void delegated(Turn turn, RunEvent.Delegated event) {
        Gate gate = turn.task(event.task()).gate();
        if (turn.task(event.task()).isAsked() && gate != null) {
            turn.heard.took(event.nonce());
            turn.put(
                    event.task(),
                    turn.task(event.task())
                            .edit()
                            .gate(gate.delegated(event.delegation()))
                            .done());
        }
    }

    /** The present level was not decided in time. */
    public static void timedOut(Turn turn, int index) {
        Gate gate = Objects.requireNonNull(turn.task(index).gate());
        switch (gate.current().onTimeout()) {
            case ESCALATE -> leave(turn, index, gate, LevelStatus.ESCALATED);
            case APPROVE -> leave(turn, index, gate, LevelStatus.APPROVED);
            case REJECT -> end(turn, index, gate, LevelStatus.REJECTED);
            case FAIL -> fail(turn, index, gate);
        }
    }

    private static void leave(Turn turn, int index, Gate gate, LevelStatus as) {
        try {
            goOn(turn, index, gate.with(gate.level(), as), as == LevelStatus.ESCALATED);
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
        }
    }

    private static void goOn(Turn turn, int index, Gate gate, boolean escalates) throws EvaluationException {
        Gate next = GateLevels.next(turn, index, gate, escalates);
        boolean asks = next.level() > gate.level();
        if (asks && next.current().timeout() == null && isHeard(turn, next)) {
            // Nobody may decide, and nothing else would ever come of it.
            end(turn, index, next, LevelStatus.REJECTED);
        } else if (asks) {
            ask(turn, index, next);
        } else if (escalates) {
            // Nobody has stood in for those who didn't decide: that is no approval.
            fail(turn, index, next);
        } else {
            complete(turn, index, next, "approved");
        }
    }

    private static void ask(Turn turn, int index, Gate gate) {
        GateQuestion.Level level = gate.current();
        var edit = turn.task(index).edit();
        if (turn.task(index).gate() != null) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.GATE, index)));
        } else {
            edit.by(TaskTrigger.ASK).startedAt(turn.now);
        }
        Clock clock = level.timeout() == null ? null : Clocks.begin(turn, ClockKind.GATE, index, level.timeout());
        turn.put(
                index,
                edit.gate(Reminding.begin(turn, index, gate, clock))
                        .reason("approval by " + String.join(", ", level.approvers()))
                        .clock(clock)
                        .done());
    }

    private static void end(Turn turn, int index, Gate gate, LevelStatus as) {
        complete(
                turn,
                index,
                gate.with(gate.level(), as),
                as == LevelStatus.REJECTED ? "rejected" : "changes_requested");
    }

    private static void complete(Turn turn, int index, Gate gate, String decision) {
        turn.put(index, turn.task(index).edit().gate(gate).done());
        TaskEnds.complete(turn, index, GateOutputs.of(gate, decision));
    }

    private static void fail(Turn turn, int index, Gate gate) {
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .gate(gate.with(gate.level(), LevelStatus.TIMED_OUT))
                        .done());
        List<String> approvers = gate.current().approvers();
        String nobody = approvers.contains("anyone") ? "Nobody" : "Nobody of " + String.join(", ", approvers);
        TaskEnds.fail(
                turn,
                index,
                Failure.permanent(
                        "timeout",
                        "%s decided '%s' in time."
                                .formatted(nobody, gate.question().title())));
    }
}
