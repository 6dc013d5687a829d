package dev.weft.worker.protocol.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is. Immutable.
 *
 * @param since when it came to be so
 * @param checkedAt when it was looked at last; {@code null} for not yet
 * @param millis how long that look took
 * @param failures looks in a row that have failed
 * @param failure of the last look, where that has failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentHealth(
        String agent,
        Status status,
        Instant since,
        @Nullable Instant checkedAt,
        @Nullable Long millis,
        int failures,
        @Nullable Failure failure) {
    /** Whether it can be called. */
    public enum Status {
        /** Nobody has looked yet. */
        UNKNOWN,
        /** It can. */
        UP,
        /** It can't. */
        DOWN
    }

    /** One that nobody has looked at. */
    public static AgentHealth unknown(String agent, Instant now) {
        return new AgentHealth(agent, Status.UNKNOWN, now, null, null, 0, null);
    }

    /**
     * After one more look.
     *
     * @param bound failures in a row that make it down
     * @param found what was wrong; {@code null} for nothing
     */
    public AgentHealth after(Instant now, long took, int bound, @Nullable Failure found) {
        int failed = found == null ? 0 : failures + 1;
        Status next = found == null ? Status.UP : failed >= bound ? Status.DOWN : status;
        return new AgentHealth(agent, next, next == status ? since : now, now, took, failed, found);
    }
}
