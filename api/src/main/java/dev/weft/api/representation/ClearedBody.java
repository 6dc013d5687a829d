package dev.weft.api.representation;

/**
 * What was dropped from the result cache.
 *
 * @param dropped how many outputs
 */
public record ClearedBody(int dropped) {}
