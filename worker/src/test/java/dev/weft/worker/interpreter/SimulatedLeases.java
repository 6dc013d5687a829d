package dev.weft.worker.interpreter;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.lease.LeaseEvent;
import dev.weft.worker.lease.LeaseRules;
import dev.weft.worker.lease.LeaseState;
import dev.weft.worker.lease.LeaseStep;
import dev.weft.worker.lease.Told;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.room.RoomDesk;
import dev.weft.worker.room.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All leases of a simulated world, kept by the real rules. What other runs hold they give back as soon as they are told to. */
final class SimulatedLeases {
    private final Map<String, LeaseState> states = new LinkedHashMap<>();
    private final Map<String, Extent> kept = new LinkedHashMap<>();
    private final List<LeaseClaim> asked = new ArrayList<>();
    private final String run;
    private final Consumer<LeaseAnswer> answers;
    private final BiConsumer<Instant, Consumer<Instant>> alarms;
    /** How many held a lease at once, at most. */
    int most;
    /** What the one worker has. */
    Extent room = Capacity.ENDLESS;

    /**
     * @param answers takes what the run is told
     * @param alarms wakes somebody at a time
     */
    SimulatedLeases(String run, Consumer<LeaseAnswer> answers, BiConsumer<Instant, Consumer<Instant>> alarms) {
        this.run = run;
        this.answers = answers;
        this.alarms = alarms;
    }

    void claim(LeaseClaim claim, Instant now) {
        if (claim.room() != null) {
            asked.add(claim);
            keepRoom();
            return;
        }
        on(claim.lease(), new LeaseEvent.Claimed(now, claim));
    }

    void giveBack(LeaseClaim claim, @Nullable Boolean wentWell, Instant now) {
        if (claim.lease().equals(RoomDesk.QUEUE)) {
            asked.removeIf(one -> one.hold().equals(claim.hold()));
            kept.remove(claim.hold());
            keepRoom();
            return;
        }
        on(claim.lease(), new LeaseEvent.GivenBack(now, claim.run().isEmpty() ? claim.ofRun(run) : claim, wentWell));
    }

    /** The run has closed: what it held, or waited for, is another's. */
    void gone(Instant now) {
        asked.clear();
        kept.clear();
        LeaseHolder holder = new LeaseHolder(run, null, "", SimulatedWorld.START);
        List.copyOf(states.keySet()).forEach(lease -> on(lease, new LeaseEvent.Gone(now, holder)));
    }

    /** Whether the run holds a lease. */
    boolean isHeld(String lease) {
        return states.getOrDefault(lease, LeaseState.FREE).holders().stream()
                .anyMatch(place -> place.run().equals(run));
    }

    /** Whether nobody holds anything, and nobody waits. */
    boolean areFree() {
        return asked.isEmpty() && kept.isEmpty() && states.values().stream().allMatch(LeaseState::isFree);
    }

    /** The worker keeps room as real ones do, one after the other. */
    private void keepRoom() {
        while (!asked.isEmpty()) {
            LeaseClaim next = asked.getFirst();
            Extent wanted = Objects.requireNonNull(next.room()).extent();
            if (!wanted.fits(room.less(kept.values().stream().reduce(Extent.NOTHING, Extent::plus)))) {
                return;
            }
            asked.removeFirst();
            kept.put(next.hold(), wanted);
            answers.accept(new LeaseAnswer(
                    next.lease(),
                    next.hold(),
                    next.path(),
                    LeaseAnswer.Verdict.GRANTED,
                    List.of(),
                    null,
                    null,
                    "worker"));
        }
    }

    private void on(String lease, LeaseEvent event) {
        LeaseStep step = LeaseRules.on(lease, states.getOrDefault(lease, LeaseState.FREE), event);
        states.put(lease, step.state());
        most = Math.max(most, step.state().holders().size());
        for (Told told : step.told()) {
            if (told.whom().run().equals(run)) {
                answers.accept(told.answer());
            } else if (told.answer().verdict() == LeaseAnswer.Verdict.REPLACED) {
                on(lease, new LeaseEvent.Gone(event.now(), told.whom().holder()));
            }
        }
        // Of those that nobody wants any more the next claim may know too much: nobody looks.
        if (!step.state().isFree()) {
            LeaseRules.wake(step.state(), event.now())
                    .ifPresent(when -> alarms.accept(
                            when.isAfter(event.now()) ? when : event.now().plusMillis(1),
                            at -> on(lease, new LeaseEvent.Woken(at))));
        }
    }
}
