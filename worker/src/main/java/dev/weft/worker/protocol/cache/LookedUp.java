package dev.weft.worker.protocol.cache;

import java.util.List;
import java.util.Set;

/**
 * What a cache has of the outputs that were looked up.
 *
 * @param found those that may be taken, in any order
 * @param expired digests of those that are there, and too old
 */
public record LookedUp(List<FoundResult> found, Set<String> expired) {
    public LookedUp {
        found = List.copyOf(found);
        expired = Set.copyOf(expired);
    }
}
