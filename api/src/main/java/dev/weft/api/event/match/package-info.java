/**
 * Finds the events that tasks of runs wait for. In: the event log, and the waits that workers have noted. Out: runs that are
 * told of events by signal.
 */
@NullMarked
package dev.weft.api.event.match;

import org.jspecify.annotations.NullMarked;
