package dev.weft.worker.interpreter.gate;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.GateDelegation;
import dev.weft.worker.task.GateQuestion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may name whom to decide in their place. Pure, so that an update's validator and what happens after it agree. */
public final class DelegationRules {
    private DelegationRules() {}

    /**
     * The event that the naming of a delegate means.
     *
     * @throws RefusedException with the reason
     */
    public static RunEvent.Delegated admit(RunLoop loop, RunState state, @Nullable Delegation delegation, Instant now) {
        if (delegation == null) {
            throw new RefusedException(Code.INVALID, "Expected the path of a gate in 'task', but found none.");
        }
        int task = GateRules.task(loop, state, delegation.task());
        Person person = Person.of(loop, state, delegation);
        Gate gate = GateRules.gate(loop, state, task, delegation.task());
        GateRules.checkAsked(state, task, delegation.task());
        GateRules.checkLevel(gate, delegation.level());
        person.checkAdmitted(loop.facts(), gate.question());
        String to = GateQuestion.user(delegation.to());
        checkApprover(gate, person);
        checkDelegate(loop.facts(), gate, person.id(), to);
        return new RunEvent.Delegated(
                now,
                task,
                new GateDelegation(gate.level() + 1, person.id(), to, now, person.channel()),
                person.nonce());
    }

    private static void checkApprover(Gate gate, Person person) {
        if (!Voices.isApprover(gate, person)) {
            throw new RefusedException(
                    Code.NOT_APPROVER,
                    "Expected one of %s, who may name a delegate, but '%s' is none of them; a delegate can't."
                            .formatted(String.join(", ", gate.current().approvers()), person.id()));
        }
        Voices.user(gate, person.id()).ifPresent(who -> {
            throw new RefusedException(
                    Code.CONFLICT,
                    who.equals(person.id())
                            ? "'%s' has decided already at this level.".formatted(who)
                            : "'%s' has decided already in the place of '%s'.".formatted(who, person.id()));
        });
    }

    private static void checkDelegate(RunFacts facts, Gate gate, String by, String to) {
        if (to.equals(by)) {
            throw new RefusedException(Code.INVALID, "Expected somebody else in 'to', but found '%s'.".formatted(to));
        }
        if (gate.question().fourEyes() && to.equals(facts.request().startedBy())) {
            throw new RefusedException(
                    Code.NOT_APPROVER, "'%s' started this run, and this gate wants another person.".formatted(to));
        }
        Voices.named(gate, to).ifPresent(away -> {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected somebody who decides themselves, but '%s' has named '%s' to decide in their place."
                            .formatted(to, away.to()));
        });
    }
}
