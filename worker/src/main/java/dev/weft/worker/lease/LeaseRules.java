package dev.weft.worker.lease;

import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseAnswer.Verdict;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who holds a lease: (state, event) → (state, who is told). First come, first served: whoever waits first goes on once fewer
 * hold it than its own limit says, and nobody overtakes. Pure and deterministic. Not thread safe: one for each step.
 */
public final class LeaseRules {
    /** Who may wait at once: the state of a lease must fit into one message of Temporal's. */
    static final int MAX_WAITING = 2_000;

    private final List<Place> holders;
    private final List<Place> queue;
    private final List<Told> told = new ArrayList<>();
    private final String lease;

    private LeaseRules(String lease, LeaseState state) {
        this.lease = lease;
        this.holders = new ArrayList<>(state.holders());
        this.queue = new ArrayList<>(state.queue());
    }

    /**
     * Takes one event in.
     *
     * @param lease its id
     */
    public static LeaseStep on(String lease, LeaseState state, LeaseEvent event) {
        LeaseRules rules = new LeaseRules(lease, state);
        String key = switch (event) {
            case LeaseEvent.Claimed claimed -> {
                rules.claimed(claimed);
                yield claimed.claim().key();
            }
            case LeaseEvent.GivenBack back -> {
                rules.drop(back.claim());
                yield state.key();
            }
            case LeaseEvent.Gone gone -> {
                rules.drop(gone.holder());
                yield state.key();
            }
        };
        rules.fill();
        return new LeaseStep(new LeaseState(key, rules.holders, rules.queue), rules.told);
    }

    private void claimed(LeaseEvent.Claimed event) {
        LeaseClaim claim = event.claim();
        holders.removeIf(place -> place.isOfAnotherGoing(claim));
        queue.removeIf(place -> place.isOfAnotherGoing(claim));
        fill();
        if (isKnown(claim)) {
            return;
        }
        Place place = Place.of(claim, event.now());
        boolean full = !queue.isEmpty() || holders.size() >= claim.limit();
        if (!full) {
            grant(place);
            return;
        }
        if (claim.whenFull() == LeaseClaim.WhenFull.REJECT || queue.size() >= MAX_WAITING) {
            tell(place, Verdict.REFUSED, named());
            return;
        }
        if (claim.whenFull() == LeaseClaim.WhenFull.REPLACE) {
            replaceFor(place);
        }
        queue.add(place);
        tell(place, Verdict.QUEUED, named());
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
                    tell(place, Verdict.GRANTED, List.of());
                }
                return true;
            }
        }
        return false;
    }

    /** The oldest of those that stand before it go, until there is room: those that wait at once, those that hold in their time. */
    private void replaceFor(Place next) {
        long staying = holders.stream().filter(place -> !place.leaving()).count() + queue.size();
        for (int i = 0; i < holders.size() && staying >= next.limit(); i++) {
            Place holder = holders.get(i);
            if (!holder.leaving()) {
                holders.set(i, holder.told());
                tell(holder, Verdict.REPLACED, List.of(next.holder()));
                staying--;
            }
        }
        while (!queue.isEmpty() && staying >= next.limit()) {
            tell(queue.removeFirst(), Verdict.REPLACED, List.of(next.holder()));
            staying--;
        }
    }

    private void drop(LeaseClaim claim) {
        holders.removeIf(place -> place.isOf(claim));
        queue.removeIf(place -> place.isOf(claim));
    }

    private void drop(LeaseHolder gone) {
        holders.removeIf(place -> place.isOf(gone));
        queue.removeIf(place -> place.isOf(gone));
    }

    private void fill() {
        while (!queue.isEmpty() && holders.size() < queue.getFirst().limit()) {
            grant(queue.removeFirst());
        }
    }

    private void grant(Place place) {
        holders.add(place);
        tell(place, Verdict.GRANTED, List.of());
    }

    private void tell(Place place, Verdict verdict, List<LeaseHolder> named) {
        told.add(new Told(place, new LeaseAnswer(lease, place.hold(), place.path(), verdict, named)));
    }

    private List<LeaseHolder> named() {
        return (holders.isEmpty() ? queue : holders)
                .stream().limit(LeaseAnswer.MAX_NAMED).map(Place::holder).toList();
    }
}
