package dev.weft.api.health;

import dev.weft.api.store.PublisherStore;
import dev.weft.worker.protocol.event.EventGaps;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;

/** Whether the event log has all that runs have told. */
final class EventsCheck {
    private static final String NAME = "events";

    /** A worker that is started anew is no outage. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SILENCE = Duration.ofSeconds(12);
    private static final int COST = 10;

    /** With it alone the platform is no longer healthy. */
    private static final int LONG_COST = 31;

    private final PublisherStore publishers;
    private final Clock clock;

    EventsCheck(PublisherStore publishers, Clock clock) {
        this.publishers = publishers;
        this.clock = clock;
    }

    Check look() {
        EventGaps gaps;
        try {
            gaps = publishers.gaps(SILENCE);
        } catch (JdbiException e) {
            return Check.warning(NAME, 0, "The database did not say whether events are missing.");
        }
        if (gaps.since() == null) {
            return Check.ok(NAME, "The event log has what runs have told.");
        }
        Duration behind = Duration.between(gaps.since(), clock.instant());
        String detail = told(gaps, behind);
        if (behind.compareTo(SOON) < 0) {
            return Check.ok(NAME, detail);
        }
        return behind.compareTo(LONG) < 0 ? Check.warning(NAME, COST, detail) : Check.failed(NAME, LONG_COST, detail);
    }

    private static String told(EventGaps gaps, Duration behind) {
        String since = " for " + Math.max(behind.toSeconds(), 0) + " s";
        String what = gaps.runs() == 0
                ? "A worker went away" + since + ": what it had yet to tell is read from histories once a worker is up."
                : "Events of " + (gaps.runs() == 1 ? "a run" : gaps.runs() + " runs") + " may be missing in the log"
                        + since + ": they are being read from histories.";
        return gaps.trouble() == null ? what : what + " It fails, and is tried again: " + gaps.trouble();
    }
}
