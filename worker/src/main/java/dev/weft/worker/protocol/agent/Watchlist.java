package dev.weft.worker.protocol.agent;

import java.util.List;

/**
 * Who is looked after.
 *
 * @param digest tells this list from others
 */
public record Watchlist(String digest, List<WatchedAgent> agents) {
    public Watchlist {
        agents = agents == null ? List.of() : List.copyOf(agents);
    }
}
