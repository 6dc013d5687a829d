package dev.weft.api.event;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.EventWaitStore;
import dev.weft.api.store.PublisherStore;
import dev.weft.api.store.WorkerPool;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.FactBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.jdbi.v3.core.JdbiException;

/** The event log of PostgreSQL, for a worker: it needs no API, only the schema that one has made. Thread safe. */
public final class PostgresEventSink implements EventSink {
    private static final int CONNECTIONS = 3;
    private static final int PATIENCE = 5_000;
    private static final int WANTED = 1_000;
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final DataSource source;
    private final EventStore events;
    private final PublisherStore publishers;
    private final EventWaitStore waits;

    private PostgresEventSink(DataSource source) {
        this.source = source;
        Database database = new Database(source);
        this.events = new EventStore(database);
        this.publishers = new PublisherStore(database);
        this.waits = new EventWaitStore(database);
    }

    /** Connects on first use. */
    public static PostgresEventSink to(DatabaseSettings settings) {
        return new PostgresEventSink(WorkerPool.of(
                settings,
                CONNECTIONS,
                PATIENCE,
                "ApplicationName=weft-events;connectTimeout=3;socketTimeout=20;reWriteBatchedInserts=true"));
    }

    @Override
    public List<FactBatch> put(List<FactBatch> batches, boolean whole) throws EventSinkException {
        return ask(() -> events.put(batches, whole));
    }

    @Override
    public boolean put(CloudEvent event) throws EventSinkException {
        return ask(() -> events.put(List.of(event)) > 0);
    }

    @Override
    public void await(AwaitedEvent awaited) throws EventSinkException {
        tell(() -> waits.add(awaited));
    }

    @Override
    public boolean has(FactBatch batch) throws EventSinkException {
        return batch.facts().isEmpty()
                || ask(() -> events.has(CloudEvent.of(batch, batch.facts().getLast())));
    }

    @Override
    public Optional<Instant> latest(String run) throws EventSinkException {
        return ask(() -> events.latest(run));
    }

    @Override
    public void alive(String publisher, EventGaps gaps) throws EventSinkException {
        tell(() -> publishers.alive(publisher, gaps));
    }

    @Override
    public void done(String publisher) throws EventSinkException {
        tell(() -> publishers.done(publisher));
    }

    @Override
    public Optional<Silent> silent(Duration howLong, String heir) throws EventSinkException {
        return ask(() -> publishers.silent(howLong, heir));
    }

    @Override
    public List<String> wanted(String heir) throws EventSinkException {
        return ask(() -> publishers.takeWanted(heir, SILENCE, WANTED));
    }

    @Override
    public void restored(String run) throws EventSinkException {
        tell(() -> publishers.restored(run));
    }

    @Override
    public Instant endsSeen() throws EventSinkException {
        return ask(publishers::endsSeen);
    }

    @Override
    public void endsSeen(Instant until) throws EventSinkException {
        tell(() -> publishers.endsSeen(until));
    }

    @Override
    public void close() {
        source.close(true);
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T ask(Question<T> question) throws EventSinkException {
        try {
            return question.ask();
        } catch (JdbiException e) {
            throw new EventSinkException(WorkerPool.words(e), e);
        }
    }

    private static void tell(Runnable news) throws EventSinkException {
        ask(() -> {
            news.run();
            return true;
        });
    }
}
