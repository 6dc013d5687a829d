package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition that a run may start, as it was when the run itself was started.
 *
 * @param digest sha-256 of the document, in lower-case hexadecimal
 * @param document canonical; {@code null} where it was too much to carry: it is asked for by its digest
 * @param agents names of those that it calls; the run's request holds them
 * @param starts keys of the definitions that it starts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PinnedDefinition(
        String workflow,
        int revision,
        String digest,
        @Nullable String document,
        List<String> agents,
        List<String> starts) {
    public PinnedDefinition {
        agents = agents == null ? List.of() : List.copyOf(agents);
        starts = starts == null ? List.of() : List.copyOf(starts);
    }

    /**
     * What a definition is pinned under: what the task that starts it says.
     *
     * @param revision {@code null} for the newest
     */
    public static String key(String workflow, @Nullable Integer revision) {
        return revision == null ? workflow : workflow + "@" + revision;
    }
}
