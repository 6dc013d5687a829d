package dev.weft.platform.home;

import dev.weft.platform.Environment;
import dev.weft.platform.temporal.Sync;
import java.util.Map;

/**
 * How a home's servers are to run.
 *
 * @param wishes ports as a person gave them, 0 for a free one; absent where nothing was said
 * @param sync safety of the Temporal server's file against a power cut
 * @param environment may name servers that run elsewhere
 */
public record HomeSettings(HomeFolder home, Map<Server, Integer> wishes, Sync sync, Environment environment) {
    public HomeSettings {
        wishes = Map.copyOf(wishes);
    }
}
