package dev.weft.api.event;

import dev.weft.api.store.EventStore;
import io.dropwizard.lifecycle.Managed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when there is more in the event log: one connection listens, however many wait. Thread safe. */
public final class EventTail implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final int LISTEN_MILLIS = 1_000;

    private final DataSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-event-tail").unstarted(this::listen);
    private long news;
    private volatile boolean closed;

    public EventTail(DataSource source) {
        this.source = source;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        closed = true;
        wake();
        thread.interrupt();
    }

    /** Whether it listens no more, and nobody should wait. */
    public boolean isClosed() {
        return closed;
    }

    /** How often there was more; to be asked before the log is read. */
    public long news() {
        lock.lock();
        try {
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there was more since then, or the time is over. */
    public void await(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (news == seen && !closed && left > 0) {
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits looks now, whether there is more or not. */
    void wake() {
        lock.lock();
        try {
            news++;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + EventStore.CHANNEL);
                // What came while nobody listened.
                wake();
                PGConnection postgres = connection.unwrap(PGConnection.class);
                try {
                    while (!closed) {
                        var notifications = postgres.getNotifications(LISTEN_MILLIS);
                        if (notifications != null && notifications.length > 0) {
                            wake();
                        }
                    }
                } finally {
                    statement.execute("unlisten *");
                }
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The database tells nothing of events now", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LISTEN_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
