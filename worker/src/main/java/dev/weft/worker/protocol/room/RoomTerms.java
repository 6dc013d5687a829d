package dev.weft.worker.protocol.room;

import dev.weft.definitions.size.Extent;

/**
 * What a claim on room is about.
 *
 * @param extent what the attempt takes up
 * @param lost how many attempts have been lost with their worker so far, this one's room being another's
 */
public record RoomTerms(Extent extent, int lost) {}
