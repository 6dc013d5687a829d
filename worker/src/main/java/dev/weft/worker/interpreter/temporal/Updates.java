package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.ControlRules;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.gate.DelegationRules;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.ApprovalSignal;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what people ask of a run, and answers them. Workflow threads only. */
final class Updates {
    private final RunLoop loop;
    private final UpdateAnswers answered;
    private final Steps steps;
    private final Supplier<@Nullable RunState> state;
    private final Function<RunEvent, BooleanSupplier> events;

    /**
     * @param state as it is now; {@code null} while it is being read: what is asked then is looked at once it has been
     */
    Updates(
            RunLoop loop,
            UpdateAnswers answered,
            Steps steps,
            Supplier<@Nullable RunState> state,
            Function<RunEvent, BooleanSupplier> events) {
        this.loop = loop;
        this.answered = answered;
        this.steps = steps;
        this.state = state;
        this.events = events;
    }

    void validate(@Nullable Decision decision) {
        RunState now = state.get();
        if (answered.decision() == null && now != null && isOwn(now, decision == null ? null : decision.task())) {
            GateRules.admit(loop, now, decision, RunClock.now());
        }
    }

    DecisionReceipt take(Decision decision) {
        DecisionReceipt before = answered.decision();
        if (before != null) {
            return before;
        }
        steps.settle();
        ItemPlace place = place(state(), decision.task());
        if (place != null) {
            DecisionReceipt own = ItemUpdates.pass(place, "decide", decision.at(place.path()), DecisionReceipt.class)
                    .at(decision.task());
            answered.add(own);
            return own;
        }
        // Another decision may have come between the validator and now.
        GateRules.Admitted admitted = orFailure(() -> GateRules.admit(loop, state(), decision, RunClock.now()));
        switch (admitted) {
            case GateRules.Admitted.Counts counts -> steps.settle(events.apply(counts.event()));
            case GateRules.Admitted.Repeats repeats -> {}
        }
        TaskState task = state().tasks().get(admitted.task());
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

    void validate(@Nullable Delegation delegation) {
        RunState now = state.get();
        if (answered.delegation() == null && now != null && isOwn(now, delegation == null ? null : delegation.task())) {
            DelegationRules.admit(loop, now, delegation, RunClock.now());
        }
    }

    DelegationReceipt take(Delegation delegation) {
        DelegationReceipt before = answered.delegation();
        if (before != null) {
            return before;
        }
        steps.settle();
        ItemPlace place = place(state(), delegation.task());
        if (place != null) {
            DelegationReceipt own = ItemUpdates.pass(
                            place, "delegate", delegation.at(place.path()), DelegationReceipt.class)
                    .at(delegation.task());
            answered.add(own);
            return own;
        }
        RunEvent.Delegated event = orFailure(() -> DelegationRules.admit(loop, state(), delegation, RunClock.now()));
        steps.settle(events.apply(event));
        Gate.GateDelegation named = event.delegation();
        DelegationReceipt receipt = new DelegationReceipt(delegation.task(), named.level(), named.by(), named.to());
        answered.add(receipt);
        return receipt;
    }

    void validate(@Nullable Control control) {
        if (answered.control() != null) {
            return;
        }
        if (control == null || control.command() == null) {
            throw new RefusedException(RefusedException.Code.INVALID, "Expected a command, but found none.");
        }
        RunState now = state.get();
        if (now == null) {
            return;
        }
        if (now.status().ended()) {
            throw new RefusedException(
                    RefusedException.Code.CONFLICT, "The run has ended: it is %s.".formatted(now.status()));
        }
        if (control.undoes() || place(now, control.task()) == null) {
            ControlRules.event(loop, now, control, RunClock.now());
        }
    }

    RunStatus take(Control control) {
        RunStatus before = answered.control();
        if (before != null) {
            return before;
        }
        steps.settle();
        ItemPlace place = control.undoes() ? null : place(state(), control.task());
        if (place != null) {
            ItemUpdates.pass(place, "control", control.at(place.path()), RunStatus.class);
            RunStatus status = state().status();
            answered.add(status);
            return status;
        }
        // Something else may have come between the validator and now.
        steps.settle(events.apply(orFailure(() -> asked(control))));
        RunStatus status = state().status();
        answered.add(status);
        return status;
    }

    private RunEvent asked(Control control) {
        Instant now = RunClock.now();
        return new RunEvent.Controlled(
                now,
                ControlRules.event(loop, state(), control, now),
                control.command(),
                control.by(),
                Objects.requireNonNullElse(control.channel(), Control.TEMPORAL),
                control.task());
    }

    /** A decision that came by signal, as an event; {@code null} where nothing follows from it here. */
    @Nullable RunEvent signalled(@Nullable Object signal, Instant now, BiConsumer<ItemPlace, Decision> passed) {
        try {
            Decision decision = ApprovalSignal.read(signal).toDecision();
            ItemPlace place = place(state(), decision.task());
            if (place != null) {
                passed.accept(place, decision);
                return null;
            }
            return switch (GateRules.admit(loop, state(), decision, now)) {
                case GateRules.Admitted.Counts counts -> counts.event();
                case GateRules.Admitted.Repeats repeats -> null;
            };
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, "At " + now + ": " + e.getMessage());
        }
    }

    /** Whether this run says what comes of a path, be it that it refuses it. */
    private boolean isOwn(RunState now, @Nullable String path) {
        return path == null || place(now, path) == null;
    }

    private @Nullable ItemPlace place(RunState now, @Nullable String path) {
        return ItemUpdates.place(loop, now, path);
    }

    private RunState state() {
        return Objects.requireNonNull(state.get());
    }

    private static <T> T orFailure(Supplier<T> rules) {
        try {
            return rules.get();
        } catch (RefusedException e) {
            throw ApplicationFailure.newFailure(e.getMessage(), RefusedException.class.getName());
        }
    }
}
