package dev.weft.worker.lease;

import java.util.List;

/**
 * One step of a lease.
 *
 * @param state after it
 * @param told who is told what, in order
 */
public record LeaseStep(LeaseState state, List<Told> told) {
    public LeaseStep {
        told = List.copyOf(told);
    }
}
