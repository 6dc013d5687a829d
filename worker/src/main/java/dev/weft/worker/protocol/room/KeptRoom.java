package dev.weft.worker.protocol.room;

/**
 * Room that a worker keeps for an attempt.
 *
 * @param queue task queue of that worker alone
 */
public record KeptRoom(String queue, RoomTicket ticket) {}
