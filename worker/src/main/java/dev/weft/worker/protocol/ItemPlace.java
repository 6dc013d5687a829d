package dev.weft.worker.protocol;

/**
 * Where an item is, or something in it, that another run does: of a loop with more items than one run holds.
 *
 * @param run id of the run that does it
 * @param path of the task there
 */
public record ItemPlace(String run, String path) {}
