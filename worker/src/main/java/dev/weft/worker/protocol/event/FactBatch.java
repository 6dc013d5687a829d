package dev.weft.worker.protocol.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts of one run, one after the other.
 *
 * @param execution Temporal's id of the history that they come from
 * @param generation which going of the run, from 1
 * @param facts without gaps between them
 */
public record FactBatch(String run, String execution, String workflow, int revision, int generation, List<Fact> facts) {
    public FactBatch {
        facts = List.copyOf(facts);
    }

    /** Both as one; empty where the other doesn't follow this in the same going of the run. */
    public Optional<FactBatch> and(FactBatch next) {
        if (!with(List.of()).equals(next.with(List.of()))
                || facts.getLast().sequence() + 1 != next.facts.getFirst().sequence()) {
            return Optional.empty();
        }
        List<Fact> both = new ArrayList<>(facts);
        both.addAll(next.facts);
        return Optional.of(with(both));
    }

    /** The fact with which a run that had ended begins once more; empty where none of these is. */
    public Optional<Fact> beginsOnceMore() {
        return generation == 1
                ? Optional.empty()
                : facts.stream()
                        .filter(fact -> fact.type() == FactType.WORKFLOW_STARTED)
                        .findFirst();
    }

    /** The same, with other facts. */
    public FactBatch with(List<Fact> others) {
        return new FactBatch(run, execution, workflow, revision, generation, others);
    }
}
