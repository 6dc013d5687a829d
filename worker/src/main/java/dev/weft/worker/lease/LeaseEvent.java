package dev.weft.worker.lease;

import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to a lease. */
public sealed interface LeaseEvent {
    /** When it happened. */
    Instant now();

    /** It is claimed, perhaps again. */
    record Claimed(Instant now, LeaseClaim claim) implements LeaseEvent {}

    /**
     * It is given back, or claimed no longer.
     *
     * @param wentWell of an agent: whether it did what it was asked; {@code null} where that is not known
     */
    record GivenBack(
            Instant now, LeaseClaim claim, @Nullable Boolean wentWell) implements LeaseEvent {}

    /** A run has closed, and gives nothing back any more. */
    record Gone(Instant now, LeaseHolder holder) implements LeaseEvent {}

    /** Time has passed. */
    record Woken(Instant now) implements LeaseEvent {}
}
