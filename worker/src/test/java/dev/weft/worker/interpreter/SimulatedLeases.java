package dev.weft.worker.interpreter;

import dev.weft.worker.lease.LeaseEvent;
import dev.weft.worker.lease.LeaseRules;
import dev.weft.worker.lease.LeaseState;
import dev.weft.worker.lease.LeaseStep;
import dev.weft.worker.lease.Told;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** All leases of a simulated world, kept by the real rules. What other runs hold they give back as soon as they are told to. */
final class SimulatedLeases {
    private final Map<String, LeaseState> states = new LinkedHashMap<>();
    private final String run;
    private final Consumer<LeaseAnswer> answers;
    /** How many held a lease at once, at most. */
    int most;

    SimulatedLeases(String run, Consumer<LeaseAnswer> answers) {
        this.run = run;
        this.answers = answers;
    }

    void claim(LeaseClaim claim, Instant now) {
        on(claim.lease(), new LeaseEvent.Claimed(now, claim));
    }

    void giveBack(LeaseClaim claim) {
        on(claim.lease(), new LeaseEvent.GivenBack(claim.run().isEmpty() ? claim.ofRun(run) : claim));
    }

    /** Whether nobody holds anything, and nobody waits. */
    boolean areFree() {
        return states.values().stream().allMatch(LeaseState::isFree);
    }

    private void on(String lease, LeaseEvent event) {
        LeaseStep step = LeaseRules.on(lease, states.getOrDefault(lease, LeaseState.FREE), event);
        states.put(lease, step.state());
        most = Math.max(most, step.state().holders().size());
        for (Told told : step.told()) {
            if (told.whom().run().equals(run)) {
                answers.accept(told.answer());
            } else if (told.answer().verdict() == LeaseAnswer.Verdict.REPLACED) {
                on(lease, new LeaseEvent.Gone(told.whom().holder()));
            }
        }
    }
}
