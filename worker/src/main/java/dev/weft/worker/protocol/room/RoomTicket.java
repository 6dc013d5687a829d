package dev.weft.worker.protocol.room;

import dev.weft.definitions.size.Extent;

/**
 * With what an attempt comes to the worker that keeps room for it.
 *
 * @param ticket as it was asked for
 * @param extent what it takes up
 */
public record RoomTicket(String ticket, Extent extent) {}
