package dev.weft.worker.interpreter;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Work;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Approval gates: asked, decided, out of time. */
final class Gates {
    /** Bytes of a gate's parameters at most: they are part of every view of the run. */
    private static final long MAX_QUESTION = 65_536;

    private Gates() {}

    /** Asks the first level. */
    static void ask(Turn turn, int index, Work.ActionCall call, Scope scope) throws EvaluationException {
        Map<String, @Nullable Object> parameters = call.parameters().evaluate(scope);
        if (Secrets.in(parameters)) {
            turn.fail(index, Failure.permanent("expression", "Expected a question without secrets, but found one."));
            return;
        }
        if (Sizes.of(parameters) > MAX_QUESTION) {
            turn.fail(
                    index,
                    Failure.permanent(
                            "too_large",
                            "The question has about %d KiB, but people are asked at most %d KiB. Write the rest to a file and name its path."
                                    .formatted(Sizes.of(parameters) / 1024, MAX_QUESTION / 1024)));
            return;
        }
        try {
            ApprovalGate asked = ParameterBinder.bind(ApprovalGate.SPEC, parameters);
            askLevel(turn, index, gate(turn, index, asked), TaskTrigger.ASK);
        } catch (ActionException e) {
            turn.fail(index, Failure.permanent(e.code(), Objects.requireNonNullElse(e.getMessage(), e.code())));
        }
    }

    /** Takes in a decision that {@link GateRules} has let pass. */
    static void decided(Turn turn, RunEvent.Decided event) {
        int index = event.task();
        Gate before = turn.task(index).gate();
        if (!turn.task(index).isAsked() || before == null) {
            return;
        }
        Gate gate = before.decided(event.decision());
        turn.put(index, turn.task(index).edit().gate(gate).done());
        Gate.Level level = gate.current();
        switch (event.decision().decision()) {
            case GateRules.APPROVE -> {
                if (gate.count(GateRules.APPROVE) >= level.quorum()) {
                    passLevel(turn, index, gate, event.decision());
                }
            }
            case GateRules.REJECT -> {
                if (gate.count(GateRules.REJECT) >= level.rejectQuorum()) {
                    turn.complete(index, output(gate, "rejected", event.decision()));
                }
            }
            case GateRules.REQUEST_CHANGES -> turn.complete(index, output(gate, "changes_requested", event.decision()));
            default ->
                throw new IllegalStateException(
                        "Expected a decision that the rules let pass, but found " + event.decision());
        }
    }

    /** The present level was not decided in time. */
    static void timedOut(Turn turn, int index) {
        Gate gate = Objects.requireNonNull(turn.task(index).gate());
        Gate.Level level = gate.current();
        switch (level.onTimeout()) {
            case ESCALATE -> {
                if (gate.level() + 1 < gate.levels().size()) {
                    askLevel(turn, index, gate.at(gate.level() + 1), null);
                } else {
                    turn.fail(index, timeout(gate));
                }
            }
            case APPROVE -> passLevel(turn, index, gate, null);
            case REJECT -> turn.complete(index, output(gate, "rejected", null));
            case FAIL -> turn.fail(index, timeout(gate));
        }
    }

    private static void passLevel(Turn turn, int index, Gate gate, @Nullable GateDecision decision) {
        if (gate.level() + 1 < gate.levels().size()) {
            askLevel(turn, index, gate.at(gate.level() + 1), null);
        } else {
            turn.complete(index, output(gate, "approved", decision));
        }
    }

    private static void askLevel(Turn turn, int index, Gate gate, @Nullable TaskTrigger trigger) {
        Gate.Level level = gate.current();
        var edit = turn.task(index).edit();
        if (trigger == null) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.GATE, index)));
        } else {
            edit.by(trigger).startedAt(turn.now);
        }
        Clock clock = level.timeout() == null ? null : Clocks.begin(turn, ClockKind.GATE, index, level.timeout());
        turn.put(
                index,
                edit.gate(gate)
                        .reason("approval by " + String.join(", ", level.approvers()))
                        .clock(clock)
                        .done());
    }

    private static Gate gate(Turn turn, int index, ApprovalGate asked) {
        String title = asked.title();
        List<ApprovalGate.Channel> channels = asked.channels();
        return new Gate(
                title == null ? turn.planned(index).task().name() : title,
                asked.description(),
                asked.allLevels().stream().map(Gates::level).toList(),
                0,
                List.of(),
                Boolean.TRUE.equals(asked.fourEyes()),
                channels != null && !channels.contains(ApprovalGate.Channel.TEMPORAL));
    }

    private static Gate.Level level(ApprovalGate.Level level) {
        return new Gate.Level(
                level.approvers(),
                level.quorum() == null ? 1 : level.quorum(),
                level.rejectQuorum() == null ? 1 : level.rejectQuorum(),
                level.timeout(),
                level.onTimeout() == null ? ApprovalGate.OnTimeout.FAIL : level.onTimeout());
    }

    private static Failure timeout(Gate gate) {
        List<String> approvers = gate.current().approvers();
        String nobody = approvers.contains("anyone") ? "Nobody" : "Nobody of " + String.join(", ", approvers);
        return Failure.permanent("timeout", "%s decided '%s' in time.".formatted(nobody, gate.title()));
    }

    private static Map<String, @Nullable Object> output(Gate gate, String decision, @Nullable GateDecision last) {
        List<Map<String, @Nullable Object>> decisions = new ArrayList<>();
        for (GateDecision one : gate.decisions()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("level", (long) one.level());
            fields.put("by", one.by());
            fields.put("decision", one.decision());
            fields.put("comment", one.comment());
            fields.put("at", one.at().toString());
            fields.put("channel", one.channel());
            decisions.add(fields);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("decision", decision);
        output.put("level", gate.level() + 1L);
        output.put("decided_by", last == null ? null : last.by());
        output.put("comment", last == null ? null : last.comment());
        output.put("decisions", decisions);
        return output;
    }
}
