package dev.weft.api.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Keeps connections from being taken from those who ask something. One on which no request has come whole for a while, and none is
 * being answered, is closed, however it drips; and where there are too many, those go on which nothing was asked for longest. Of what
 * they have asked nothing is lost: it was never whole. Thread safe.
 */
public final class Connections implements Connection.Listener, AutoCloseable {
    /** Of so many at once room is made, so that not each that comes looks for one. */
    private static final int TOGETHER = 20;

    private final int most;
    private final long patience;

    /** By when it was last seen that one had asked something, the longest ago first. */
    private final Map<Connection, Seen> open = new LinkedHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-connections").factory());

    /**
     * @param most how many there may be
     * @param patience how long a request may take to come, without its body
     */
    public Connections(int most, Duration patience) {
        this.most = most;
        this.patience = patience.toNanos();
        var unused = timer.scheduleWithFixedDelay(this::closeSlow, 1, 1, TimeUnit.SECONDS);
    }

    /** How many requests had come when that was last looked at, and since when there are no more. */
    private record Seen(long requests, long since) {}

    @Override
    public void onOpened(Connection connection) {
        // That of TLS has one of HTTP in it.
        if (connection instanceof ConnectionMetaData) {
            List<Connection> gone = List.of();
            synchronized (open) {
                open.put(connection, new Seen(connection.getMessagesIn(), System.nanoTime()));
                if (open.size() > most) {
                    gone = longestSilent();
                }
            }
            gone.forEach(Connection::close);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        synchronized (open) {
            open.remove(connection);
        }
    }

    private List<Connection> longestSilent() {
        List<Connection> silent = new ArrayList<>();
        for (Connection connection : open.keySet()) {
            if (isIdle(connection)) {
                silent.add(connection);
            }
            if (silent.size() == Math.min(TOGETHER, Math.max(1, most / 2))) {
                break;
            }
        }
        silent.forEach(open::remove);
        return silent;
    }

    private void closeSlow() {
        long now = System.nanoTime();
        List<Connection> slow = new ArrayList<>();
        synchronized (open) {
            Map<Connection, Seen> asked = new LinkedHashMap<>();
            for (Iterator<Map.Entry<Connection, Seen>> all = open.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Connection, Seen> one = all.next();
                Connection connection = one.getKey();
                long requests = connection.getMessagesIn();
                if (requests != one.getValue().requests() || !isIdle(connection)) {
                    all.remove();
                    asked.put(connection, new Seen(requests, now));
                } else if (now - one.getValue().since() > patience) {
                    all.remove();
                    slow.add(connection);
                }
            }
            open.putAll(asked);
        }
        slow.forEach(Connection::close);
    }

    /** Whether no request is being answered. */
    private static boolean isIdle(Connection connection) {
        return connection.getMessagesIn() == connection.getMessagesOut();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
