package dev.weft.worker.protocol;

import java.util.List;

/**
 * What becomes of a claim.
 *
 * @param lease that was claimed
 * @param hold of the claim
 * @param path of the claim
 * @param holders who holds the lease, oldest first, at most {@link #MAX_NAMED}; of {@link Verdict#REPLACED} who takes its place
 */
public record LeaseAnswer(String lease, String hold, String path, Verdict verdict, List<LeaseHolder> holders) {
    /** Holders that an answer names at most. */
    public static final int MAX_NAMED = 5;

    public LeaseAnswer {
        holders = holders == null ? List.of() : List.copyOf(holders);
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
