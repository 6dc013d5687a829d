package dev.weft.worker.lease;

import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;

/** Something that happened to a lease. */
public sealed interface LeaseEvent {
    /** It is claimed, perhaps again. */
    record Claimed(Instant now, LeaseClaim claim) implements LeaseEvent {}

    /** It is given back, or claimed no longer. */
    record GivenBack(LeaseClaim claim) implements LeaseEvent {}

    /** A run has closed, and gives nothing back any more. */
    record Gone(LeaseHolder holder) implements LeaseEvent {}
}
