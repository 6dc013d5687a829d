package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * Which blobs to delete.
 *
 * @param olderThan a duration such as {@code 7d}: what was put later stays; a day where it is missing, an hour at least
 * @param dryRun whether they are only counted
 * @param id the same id asks for the same pruning, while it goes on and for a while after; {@code null} for one of its own
 */
public record PruneRequest(
        @Nullable String olderThan,
        @Nullable Boolean dryRun,
        @Nullable String id) {}
