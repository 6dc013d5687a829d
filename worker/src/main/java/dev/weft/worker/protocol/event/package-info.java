/**
 * What runs tell and are told: facts, CloudEvents, and the sink that a worker gives them to. In: what the interpreter says
 * of each change of a run's state. Out: events for the log.
 */
@NullMarked
package dev.weft.worker.protocol.event;

import org.jspecify.annotations.NullMarked;
