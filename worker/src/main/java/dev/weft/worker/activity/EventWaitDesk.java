package dev.weft.worker.activity;

import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventDesk;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.EventWaits;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** Notes for runs which events they wait for. Thread safe. */
public final class EventWaitDesk implements EventDesk {
    private final @Nullable EventWaits waits;

    /**
     * @param waits where that is noted; {@code null} where this worker has no event log
     */
    public EventWaitDesk(@Nullable EventWaits waits) {
        this.waits = waits;
    }

    @Override
    public void await(AwaitedEvent awaited) {
        if (waits == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "Expected an event log, but this worker has none. Set WEFT_DATABASE_URL for «weft worker».",
                    "no_event_log");
        }
        try {
            waits.await(awaited);
        } catch (EventSinkException e) {
            // Temporal makes another attempt, for as long as it takes.
            throw ApplicationFailure.newFailure(
                    "Expected the event log to note what the run waits for, but: " + e.getMessage(), "event_log");
        }
    }
}
