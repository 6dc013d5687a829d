package dev.weft.cli.serve;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.api.cache.PostgresResultCache;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.EventSink;

/**
 * What a worker has of the database.
 *
 * @param events the log that its runs tell what they do
 * @param results outputs that its runs take from one another
 */
record WorkerDatabase(EventSink events, ResultCache results) implements AutoCloseable {
    /** Connects on first use. */
    static WorkerDatabase to(DatabaseSettings settings) {
        return new WorkerDatabase(PostgresEventSink.to(settings), PostgresResultCache.to(settings));
    }

    @Override
    public void close() {
        results.close();
        events.close();
    }
}
