package dev.weft.api.event;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks what there is to do, as long as the server runs: at once where the log has more. Thread safe. */
public final class LogFollower implements Managed {
    /** The longest that nothing is looked at. */
    public static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    /** So long a follower rests after news that looks at several events together. */
    public static final Duration TOGETHER = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final long GRACE_MILLIS = 10_000;

    private final EventTail tail;
    private final Duration rest;
    private final Look look;
    private final Runnable end;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Looks once. */
    public interface Look {
        /** Does what there is; tells how long there is nothing to do, where no news come: zero where there may be more. */
        Duration once() throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param rest after news, such as {@link #TOGETHER}
     * @param end lets another server take over
     */
    public LogFollower(String name, EventTail tail, Duration rest, Look look, Runnable end) {
        this.tail = tail;
        this.rest = rest;
        this.look = look;
        this.end = end;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Ends the look that is under way, and lets another server take over. */
    @Override
    public void stop() throws InterruptedException {
        closed.countDown();
        tail.wake();
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    private void work() {
        try {
            Duration pause = Duration.ZERO;
            while (!isOver(pause.isZero() ? pause : rest)) {
                long news = tail.news();
                pause = look();
                if (!pause.isZero() && !isOver(Duration.ZERO)) {
                    tail.await(news, pause);
                }
            }
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The database doesn't answer at the end", e);
        }
    }

    private Duration look() throws InterruptedException {
        try {
            return look.once();
        } catch (RuntimeException e) {
            LOG.debug("{} can't go on now", thread.getName(), e);
            // Whatever is out of reach, news of events don't bring it back.
            return isOver(SIGN_OF_LIFE) ? SIGN_OF_LIFE : Duration.ZERO;
        }
    }

    /** Whether the server ends, now or within a time. */
    private boolean isOver(Duration within) throws InterruptedException {
        return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
