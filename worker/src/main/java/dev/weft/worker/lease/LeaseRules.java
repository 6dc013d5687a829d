package dev.weft.worker.lease;

import dev.weft.definitions.agent.Breaker;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseAnswer.Verdict;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lease: (state, event) → (state, who is told). First come, first served: whoever waits first goes on once fewer
 * hold it than its own limit says, and nobody overtakes. Calls of an agent may be spread besides, and wait while its breaker is
 * open. Pure and deterministic. Not thread safe: one for each step.
 */
public final class LeaseRules {
    /** Who may wait at once: the state of a lease must fit into one message of Temporal's. */
    static final int MAX_WAITING = 2_000;

    private final List<Place> holders;
    private final List<Place> queue;
    private final List<Told> told = new ArrayList<>();
    private final String lease;
    private final Instant now;
    private @Nullable Instant next;
    private @Nullable Stretch stretch;
    private @Nullable BreakerState breaker;

    private LeaseRules(String lease, LeaseState state, Instant now) {
        this.lease = lease;
        this.now = now;
        this.holders = new ArrayList<>(state.holders());
        this.queue = new ArrayList<>(state.queue());
        this.next = state.next();
        this.stretch = state.stretch();
        this.breaker = state.breaker();
    }

    /**
     * Takes one event in.
     *
     * @param lease its id
     */
    public static LeaseStep on(String lease, LeaseState state, LeaseEvent event) {
        LeaseRules rules = new LeaseRules(lease, state, event.now());
        String key = state.key();
        switch (event) {
            case LeaseEvent.Claimed claimed -> {
                rules.claimed(claimed.claim());
                key = claimed.claim().key();
            }
            case LeaseEvent.GivenBack back -> rules.givenBack(back.claim(), back.wentWell());
            case LeaseEvent.Gone gone -> rules.drop(gone.holder());
            case LeaseEvent.Woken woken -> {}
        }
        rules.fill();
        return new LeaseStep(
                new LeaseState(key, rules.holders, rules.queue, rules.next, rules.stretch, rules.breaker), rules.told);
    }

    /** Whether a claim would be refused, as others hold the lease. */
    public static boolean refuses(LeaseState state, LeaseClaim claim) {
        return claim.whenFull() == LeaseClaim.WhenFull.REJECT
                && state.holders().size() >= claim.limit()
                && state.holders().stream().noneMatch(place -> place.isOf(claim));
    }

    /** When something follows from time alone; nothing where only another event can change anything. */
    public static Optional<Instant> wake(LeaseState state, Instant now) {
        if (state.queue().isEmpty()) {
            return state.isFree() && state.remembered().isAfter(now)
                    ? Optional.of(state.remembered())
                    : Optional.empty();
        }
        BreakerState breaker = state.breaker();
        if (breaker != null && breaker.openUntil() != null && breaker.isOpen(now)) {
            return Optional.of(breaker.openUntil());
        }
        Place first = state.queue().getFirst();
        Instant next = state.next();
        Long every = first.every();
        return every != null && next != null && state.holders().size() < first.limit()
                ? Optional.of(Pace.wake(next, every))
                : Optional.empty();
    }

    private void claimed(LeaseClaim claim) {
        holders.removeIf(place -> place.isOfAnotherGoing(claim));
        queue.removeIf(place -> place.isOfAnotherGoing(claim));
        AgentTerms terms = claim.terms();
        Breaker said = terms == null ? null : terms.breaker();
        if (said != null) {
            breaker = breaker == null ? BreakerState.closed(said) : breaker.under(said);
        }
        fill();
        if (isKnown(claim)) {
            return;
        }
        if (terms != null && terms.every() != null) {
            stretch = Stretch.after(stretch, now, terms.missed() > 0);
        }
        Place place = Place.of(claim, now);
        if (queue.isEmpty() && mayGo(place)) {
            grant(place);
            return;
        }
        boolean left = breaker != null && breaker.isOpen(now) && refuses(breaker);
        if (left || claim.whenFull() == LeaseClaim.WhenFull.REJECT || queue.size() >= MAX_WAITING) {
            tell(place, Verdict.REFUSED, named());
            return;
        }
        if (claim.whenFull() == LeaseClaim.WhenFull.REPLACE) {
            replaceFor(place);
        }
        queue.add(place);
        tell(place, Verdict.QUEUED, named());
    }

    private static boolean refuses(BreakerState breaker) {
        return breaker.terms().whenOpen() == Breaker.WhenOpen.FAIL;
    }

    /** A claim that is made again, as its answer may have been lost, gets the answer again. */
    private boolean isKnown(LeaseClaim claim) {
        for (List<Place> places : List.of(holders, queue)) {
            Optional<Place> known =
                    places.stream().filter(place -> place.isOf(claim)).findFirst();
            if (known.isPresent()) {
                places.replaceAll(place -> place.isOf(claim) ? place.in(claim.chain()) : place);
                Place place = known.get().in(claim.chain());
                if (places == queue) {
                    tell(place, Verdict.QUEUED, named());
                } else {
                    tell(place, Verdict.GRANTED, List.of(), turn(place));
                }
                return true;
            }
        }
        return false;
    }

    /** The oldest of those that stand before it go, until there is room: those that wait at once, those that hold in their time. */
    private void replaceFor(Place newcomer) {
        long staying = holders.stream().filter(place -> !place.leaving()).count() + queue.size();
        for (int i = 0; i < holders.size() && staying >= newcomer.limit(); i++) {
            Place holder = holders.get(i);
            if (!holder.leaving()) {
                holders.set(i, holder.told());
                tell(holder, Verdict.REPLACED, List.of(newcomer.holder()));
                staying--;
            }
        }
        while (!queue.isEmpty() && staying >= newcomer.limit()) {
            tell(queue.removeFirst(), Verdict.REPLACED, List.of(newcomer.holder()));
            staying--;
        }
    }

    private void givenBack(LeaseClaim claim, @Nullable Boolean wentWell) {
        Optional<Place> held =
                holders.stream().filter(place -> place.isOf(claim)).findFirst();
        holders.removeIf(place -> place.isOf(claim));
        queue.removeIf(place -> place.isOf(claim));
        if (breaker != null && held.isPresent() && wentWell != null) {
            boolean wasOpen = breaker.isOpen(now);
            breaker = breaker.after(now, wentWell, held.get().trial());
            if (breaker.isOpen(now) && !wasOpen) {
                tellOfOpening(breaker);
            }
        }
    }

    /** Who waits learns why it takes longer, or that it is not to be. */
    private void tellOfOpening(BreakerState opened) {
        List<Place> waiting = List.copyOf(queue);
        if (refuses(opened)) {
            queue.clear();
        }
        waiting.forEach(place -> tell(place, refuses(opened) ? Verdict.REFUSED : Verdict.QUEUED, List.of()));
    }

    private void drop(LeaseHolder gone) {
        holders.removeIf(place -> place.isOf(gone));
        queue.removeIf(place -> place.isOf(gone));
    }

    private void fill() {
        while (!queue.isEmpty() && mayGo(queue.getFirst())) {
            grant(queue.removeFirst());
        }
    }

    private boolean mayGo(Place place) {
        if (holders.size() >= place.limit()) {
            return false;
        }
        boolean mustWait = breaker != null
                && (breaker.isOpen(now)
                        || (breaker.isTried(now) && holders.stream().anyMatch(Place::trial)));
        boolean early = place.every() != null
                && next != null
                && next.isAfter(now.plus(Pace.lead(place.every())).plusMillis(place.headStart()));
        return !mustWait && !early;
    }

    private void grant(Place place) {
        if (!place.fleeting()) {
            holders.add(breaker != null && breaker.isTried(now) ? place.trying() : place);
        }
        tell(place, Verdict.GRANTED, List.of(), turn(place));
    }

    /** Takes the next turn; {@code null} where calls aren't spread. */
    private @Nullable Instant turn(Place place) {
        if (place.every() == null) {
            return null;
        }
        Instant soonest = now.plusMillis(place.headStart());
        Instant turn = next == null || next.isBefore(soonest) ? soonest : next;
        next = Pace.after(turn, place.every(), stretch == null ? 1 : stretch.factor());
        return turn;
    }

    private void tell(Place place, Verdict verdict, List<LeaseHolder> named) {
        tell(place, verdict, named, null);
    }

    private void tell(Place place, Verdict verdict, List<LeaseHolder> named, @Nullable Instant at) {
        String note = verdict == Verdict.QUEUED || verdict == Verdict.REFUSED ? note(place) : null;
        told.add(new Told(
                place,
                new LeaseAnswer(
                        lease, place.hold(), place.path(), verdict, note == null ? named : List.of(), at, note)));
    }

    /** Why it waits, where that isn't for the holders. */
    private @Nullable String note(Place place) {
        if (breaker != null && breaker.openUntil() != null) {
            return breaker.note(now);
        }
        boolean full = holders.size() >= place.limit();
        return place.every() == null || full
                ? null
                : "its calls are %s apart, and %d wait for it".formatted(Pace.described(place.every()), queue.size());
    }

    private List<LeaseHolder> named() {
        return (holders.isEmpty() ? queue : holders)
                .stream().limit(LeaseAnswer.MAX_NAMED).map(Place::holder).toList();
    }
}
