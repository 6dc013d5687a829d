package dev.weft.api.event.match;

import dev.weft.api.event.EventTail;
import dev.weft.api.gateway.RunEvents;
import dev.weft.api.store.Database;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for events that tasks wait for, as long as the server runs. Of several servers one does it. Thread safe. */
public final class EventMatching implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(EventMatching.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    private static final long GRACE_MILLIS = 10_000;

    private final EventTail tail;
    private final EventMatcher matcher;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-event-matcher").unstarted(this::work);
    private volatile boolean closed;

    public EventMatching(Database database, EventTail tail, RunEvents runs) {
        this.tail = tail;
        this.matcher = new EventMatcher(UUID.randomUUID().toString(), database, new Teller(runs::tell));
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Ends the look that is under way, and lets another server take over. */
    @Override
    public void stop() throws InterruptedException {
        closed = true;
        tail.wake();
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    private void work() {
        try {
            while (!closed) {
                long news = tail.news();
                Duration pause = look();
                if (!pause.isZero() && !closed) {
                    tail.await(news, pause);
                }
            }
            matcher.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The database doesn't answer at the end", e);
        }
    }

    /** Looks once; tells how long there is nothing to do, where no news come. */
    private Duration look() throws InterruptedException {
        try {
            return switch (matcher.look()) {
                case MORE -> Duration.ZERO;
                case BEHIND -> {
                    Duration due = matcher.pause().plusMillis(1);
                    yield due.compareTo(SIGN_OF_LIFE) < 0 ? due : SIGN_OF_LIFE;
                }
                case ANOTHER, DONE -> SIGN_OF_LIFE;
            };
        } catch (RuntimeException e) {
            LOG.debug("Events can't be matched now", e);
            // Whatever is out of reach, news of events don't bring it back.
            Thread.sleep(SIGN_OF_LIFE);
            return Duration.ZERO;
        }
    }
}
