package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a claim.
 *
 * @param lease that was claimed
 * @param hold of the claim
 * @param path of the claim
 * @param holders who holds the lease, oldest first, at most {@link #MAX_NAMED}; of {@link Verdict#REPLACED} who takes its place
 * @param at of an agent whose calls are spread: when it may be called; {@code null} for at once
 * @param note why it isn't granted yet, or not at all, where it isn't for the holders; {@code null} for those
 * @param queue task queue of the worker that keeps the room which is granted; {@code null} of all else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseAnswer(
        String lease,
        String hold,
        String path,
        Verdict verdict,
        List<LeaseHolder> holders,
        @Nullable Instant at,
        @Nullable String note,
        @Nullable String queue) {
    /** Holders that an answer names at most. */
    public static final int MAX_NAMED = 5;

    public LeaseAnswer {
        holders = holders == null ? List.of() : List.copyOf(holders);
    }

    /** One of a lease. */
    public LeaseAnswer(
            String lease,
            String hold,
            String path,
            Verdict verdict,
            List<LeaseHolder> holders,
            @Nullable Instant at,
            @Nullable String note) {
        this(lease, hold, path, verdict, holders, at, note, null);
    }

    /** One of places alone. */
    public LeaseAnswer(String lease, String hold, String path, Verdict verdict, List<LeaseHolder> holders) {
        this(lease, hold, path, verdict, holders, null, null);
    }

    /** What is said. */
    public enum Verdict {
        /** It is held from now on, until it is given back. */
        GRANTED,
        /** It is granted later. */
        QUEUED,
        /** It is not granted, nor will it be. */
        REFUSED,
        /** It must be given back, as soon as what it is held for has been stopped. */
        REPLACED
    }
}
