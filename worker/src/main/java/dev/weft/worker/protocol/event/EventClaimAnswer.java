package dev.weft.worker.protocol.event;

/**
 * What becomes of an {@link EventClaim}.
 *
 * @param waiter path of the task that asked, in the run that is answered
 * @param mark of the event
 * @param granted whether it takes the event; otherwise another item has
 */
public record EventClaimAnswer(String waiter, String mark, boolean granted) {}
