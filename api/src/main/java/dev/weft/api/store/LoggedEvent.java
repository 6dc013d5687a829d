package dev.weft.api.store;

import dev.weft.worker.protocol.event.CloudEvent;

/**
 * An event in the log.
 *
 * @param offset its place, from 1, without gaps
 */
public record LoggedEvent(long offset, CloudEvent event) {}
