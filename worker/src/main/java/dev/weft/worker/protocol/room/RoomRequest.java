package dev.weft.worker.protocol.room;

import dev.weft.definitions.size.Extent;

/**
 * What a run asks for.
 *
 * @param ticket tells attempts apart, over all runs
 * @param extent what the attempt takes up
 * @param insists whether it has been told that a worker is too small, and waits for a larger one
 */
public record RoomRequest(String ticket, Extent extent, boolean insists) {}
