package dev.weft.worker.protocol;

import java.util.List;

/**
 * A lease as it is now.
 *
 * @param key for people
 * @param holders oldest first
 * @param waiting who waits, the next first
 */
public record LeaseView(String key, List<LeaseHolder> holders, List<LeaseHolder> waiting) {
    public LeaseView {
        holders = holders == null ? List.of() : List.copyOf(holders);
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }
}
