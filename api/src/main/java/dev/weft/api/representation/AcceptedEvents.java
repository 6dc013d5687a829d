package dev.weft.api.representation;

/**
 * What became of events that were sent.
 *
 * @param accepted how many are in the log now
 * @param repeated how many of them were there before, by source and id
 */
public record AcceptedEvents(int accepted, int repeated) {}
