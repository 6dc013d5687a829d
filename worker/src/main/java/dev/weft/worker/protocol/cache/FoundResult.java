package dev.weft.worker.protocol.cache;

/**
 * An output that was found.
 *
 * @param digest under which
 * @param run id of the run that it is of
 * @param output as it was put
 */
public record FoundResult(String digest, String run, String output) {}
