package dev.weft.worker.protocol.event;

import java.util.List;

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

    /** The same, with other facts. */
    public FactBatch with(List<Fact> others) {
        return new FactBatch(run, execution, workflow, revision, generation, others);
    }
}
