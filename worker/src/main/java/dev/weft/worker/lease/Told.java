package dev.weft.worker.lease;

import dev.weft.worker.protocol.LeaseAnswer;

/**
 * What a run is to be told.
 *
 * @param whom the place that it is about
 */
public record Told(Place whom, LeaseAnswer answer) {}
