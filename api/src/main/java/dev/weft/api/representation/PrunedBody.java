package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * What became of blobs.
 *
 * @param id of the pruning
 * @param running whether it goes on; then nothing else is known yet
 * @param looked how many blobs there were
 * @param young how many of them were put too lately to be deleted
 * @param named how many of the others something names
 * @param deleted how many were deleted; of a dry run how many would be
 * @param bytes of these
 */
public record PrunedBody(
        String id,
        boolean running,
        @Nullable Integer looked,
        @Nullable Integer young,
        @Nullable Integer named,
        @Nullable Integer deleted,
        @Nullable Long bytes) {}
