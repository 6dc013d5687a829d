package dev.weft.worker.protocol.event;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Scope;
import org.jspecify.annotations.Nullable;

/** Whether an event is one that is waited for: runs and those who look for them decide it alike. */
public final class EventFilters {
    private EventFilters() {}

    /**
     * Whether a filter lets an event pass. One that can't be evaluated on it doesn't: an event that lacks a field is another
     * kind of event.
     *
     * @param filter {@code null} lets all pass
     * @param names what it sees besides {@code event}
     * @param event in structured form, normal
     */
    public static boolean pass(@Nullable Expression filter, Scope names, @Nullable Object event) {
        try {
            return filter == null
                    || Boolean.TRUE.equals(filter.evaluate(name -> name.equals("event") ? event : names.find(name)));
        } catch (EvaluationException e) {
            return false;
        }
    }
}
