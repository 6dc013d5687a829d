package dev.weft.worker.lease;

import java.util.List;

/**
 * A lease, now. Immutable.
 *
 * @param key for people; empty before the first claim
 * @param holders oldest first
 * @param queue who waits, the next first
 */
public record LeaseState(String key, List<Place> holders, List<Place> queue) {
    /** One that nobody holds. */
    public static final LeaseState FREE = new LeaseState("", List.of(), List.of());

    public LeaseState {
        holders = List.copyOf(holders);
        queue = List.copyOf(queue);
    }

    /** Whether nobody holds it, and nobody waits. */
    public boolean isFree() {
        return holders.isEmpty() && queue.isEmpty();
    }
}
