/**
 * What Temporal's schedules start, and whom that asks. In: times that have come. Out: runs, started by the API, which has the
 * definitions.
 */
@NullMarked
package dev.weft.worker.protocol.trigger;

import org.jspecify.annotations.NullMarked;
