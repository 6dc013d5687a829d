package dev.weft.worker.protocol.large;

/**
 * Where the written state of a run is kept.
 *
 * @param sha256 key of its blob
 * @param bytes of it
 * @param parts in which it is read, each small enough for an event of a history
 */
public record KeptState(String sha256, long bytes, int parts) {}
