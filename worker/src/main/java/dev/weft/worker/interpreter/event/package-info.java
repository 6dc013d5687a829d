/** Tasks that wait for events. In: events that a run is told of. Out: which task takes one, and what is to be looked for. */
@NullMarked
package dev.weft.worker.interpreter.event;

import org.jspecify.annotations.NullMarked;
