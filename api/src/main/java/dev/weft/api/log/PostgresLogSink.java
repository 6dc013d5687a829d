package dev.weft.api.log;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.api.store.Database;
import dev.weft.api.store.LogStore;
import dev.weft.api.store.WorkerPool;
import dev.weft.worker.protocol.log.LogLine;
import dev.weft.worker.protocol.log.LogSink;
import dev.weft.worker.protocol.log.LogSinkException;
import java.util.List;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.jdbi.v3.core.JdbiException;

/** Logs of runs in PostgreSQL, for a worker: it needs no API, only the schema that one has made. Thread safe. */
public final class PostgresLogSink implements LogSink {
    private static final int PATIENCE = 5_000;

    private final DataSource source;
    private final LogStore lines;

    private PostgresLogSink(DataSource source) {
        this.source = source;
        this.lines = new LogStore(new Database(source));
    }

    /** Connects on first use. */
    public static PostgresLogSink to(DatabaseSettings settings) {
        return new PostgresLogSink(WorkerPool.of(
                settings,
                1,
                PATIENCE,
                "ApplicationName=weft-logs;connectTimeout=3;socketTimeout=20;reWriteBatchedInserts=true"));
    }

    @Override
    public void put(List<LogLine> put) throws LogSinkException {
        try {
            lines.put(put);
        } catch (JdbiException e) {
            throw new LogSinkException(WorkerPool.words(e), e);
        }
    }

    @Override
    public void close() {
        source.close(true);
    }
}
