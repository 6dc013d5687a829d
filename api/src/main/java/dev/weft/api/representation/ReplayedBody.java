package dev.weft.api.representation;

/**
 * What is sent again.
 *
 * @param replayed how many
 */
public record ReplayedBody(int replayed) {}
