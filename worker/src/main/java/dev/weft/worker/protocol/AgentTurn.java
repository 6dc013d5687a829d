package dev.weft.worker.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * When an agent may be called: whoever is early waits, whoever is late must ask for another turn.
 *
 * @param from earliest
 * @param until latest
 */
public record AgentTurn(Instant from, Instant until) {
    /** The failure of an attempt that came to its worker too late: it has done nothing, and isn't counted. */
    public static final String PASSED = "turn_passed";

    /** How long from now until it begins; zero where it has begun. */
    public Duration waitFrom(Instant now) {
        return now.isBefore(from) ? Duration.between(now, from) : Duration.ZERO;
    }

    /** Whether it is over. */
    public boolean hasPassed(Instant now) {
        return now.isAfter(until);
    }
}
