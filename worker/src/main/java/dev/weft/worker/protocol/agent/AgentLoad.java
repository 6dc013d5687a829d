package dev.weft.worker.protocol.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the lease of an agent knows of its calls.
 *
 * @param held places that are held: calls under way, and those about to be made; 0 where nobody counts them
 * @param waiting calls that wait for a place or a turn
 * @param openUntil until when its breaker leaves it alone, or did: it is tried from then on; {@code null} while the breaker is closed
 * @param note why the breaker opened, for people; {@code null} while it is closed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentLoad(
        int held,
        int waiting,
        @Nullable Instant openUntil,
        @Nullable String note) {
    /** The query of a lease that asks for it. */
    public static final String QUERY = "load";

    /** That of an agent whose lease nobody keeps. */
    public static final AgentLoad NONE = new AgentLoad(0, 0, null, null);
}
