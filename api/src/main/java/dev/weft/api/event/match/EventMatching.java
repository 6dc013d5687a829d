package dev.weft.api.event.match;

import dev.weft.api.event.EventTail;
import dev.weft.api.event.LogFollower;
import dev.weft.api.gateway.RunEvents;
import dev.weft.api.store.Database;
import java.time.Duration;
import java.util.UUID;

/** Looks for events that tasks wait for, as long as the server runs. Of several servers one does it. */
public final class EventMatching {
    private EventMatching() {}

    /** What does it once it is started. */
    public static LogFollower of(Database database, EventTail tail, RunEvents runs) {
        EventMatcher matcher = new EventMatcher(UUID.randomUUID().toString(), database, new Teller(runs::tell));
        return new LogFollower("weft-event-matcher", tail, Duration.ZERO, () -> look(matcher), matcher::leave);
    }

    private static Duration look(EventMatcher matcher) throws InterruptedException {
        return switch (matcher.look()) {
            case MORE -> Duration.ZERO;
            case BEHIND -> {
                Duration due = matcher.pause().plusMillis(1);
                yield due.compareTo(LogFollower.SIGN_OF_LIFE) < 0 ? due : LogFollower.SIGN_OF_LIFE;
            }
            case ANOTHER, DONE -> LogFollower.SIGN_OF_LIFE;
        };
    }
}
