package dev.weft.worker.protocol.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that does a slice of a loop asks the run above whether one of its tasks may take an event: of all items one does.
 *
 * @param origin id of the run whose task it is, which is answered
 * @param waiter path of the task in that run
 * @param child id of the run that asks: that one, or one between it and the run that is asked
 * @param task path of the slice that {@code child} does, in the run that is asked
 * @param of path of the task in the definition, as {@code child} knows it
 * @param by path of the task, as {@code child} knows it
 * @param mark {@link EventMark} of the event
 * @param back the event, where the task has ended otherwise before it was answered: another may take it; {@code null} where it asks
 */
public record EventClaim(
        String origin,
        String waiter,
        String child,
        String task,
        String of,
        String by,
        String mark,
        @Nullable Map<String, @Nullable Object> back) {
    /** Whether nothing of it is missing. */
    public boolean lacksNothing() {
        return origin != null
                && waiter != null
                && child != null
                && task != null
                && of != null
                && by != null
                && mark != null;
    }
}
