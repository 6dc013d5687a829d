/**
 * What runs tell, on its way to the event log. In: facts, as workflow code comes upon them. Out: those that the runs' own
 * histories hold, in order, to an {@link dev.weft.worker.protocol.event.EventSink}.
 */
@NullMarked
package dev.weft.worker.event;

import org.jspecify.annotations.NullMarked;
