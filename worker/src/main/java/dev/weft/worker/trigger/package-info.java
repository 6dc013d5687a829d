/** Times of schedules on Temporal. In: times that have come. Out: what the API is asked for, and the wait for the run's end. */
@NullMarked
package dev.weft.worker.trigger;

import org.jspecify.annotations.NullMarked;
