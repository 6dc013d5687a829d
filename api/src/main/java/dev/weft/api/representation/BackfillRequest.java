package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * Which times of a schedule are to come now.
 *
 * @param from RFC 3339, the first that counts
 * @param to RFC 3339, the last that counts
 * @param overlap as in the language; {@code buffer_all} where it is missing: one run after the other
 * @param most how many at most, up to 1,000; 100 where it is missing
 * @param dryRun whether it is only told which they are
 */
public record BackfillRequest(
        @Nullable String from,
        @Nullable String to,
        @Nullable String overlap,
        @Nullable Integer most,
        @Nullable Boolean dryRun) {}
