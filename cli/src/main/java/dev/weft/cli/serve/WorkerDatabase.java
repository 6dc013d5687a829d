package dev.weft.cli.serve;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.api.cache.PostgresResultCache;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.log.PostgresLogSink;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.log.LogSink;

/**
 * What a worker has of the database.
 *
 * @param events the log that its runs tell what they do
 * @param results outputs that its runs take from one another
 * @param logs takes what attempts say
 */
record WorkerDatabase(EventSink events, ResultCache results, LogSink logs) implements AutoCloseable {
    /** Connects on first use. */
    static WorkerDatabase to(DatabaseSettings settings) {
        return new WorkerDatabase(
                PostgresEventSink.to(settings), PostgresResultCache.to(settings), PostgresLogSink.to(settings));
    }

    @Override
    public void close() {
        logs.close();
        results.close();
        events.close();
    }
}
