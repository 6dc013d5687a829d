package dev.weft.api.cache;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.api.store.Database;
import dev.weft.api.store.ResultStore;
import dev.weft.api.store.WorkerPool;
import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.LookedUp;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.cache.ResultCacheException;
import dev.weft.worker.protocol.cache.WantedResult;
import java.util.Collection;
import java.util.List;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.jdbi.v3.core.JdbiException;

/** The result cache of PostgreSQL, for a worker: it needs no API, only the schema that one has made. Thread safe. */
public final class PostgresResultCache implements ResultCache {
    private static final int CONNECTIONS = 4;

    /** Milliseconds that a connection is waited for. */
    private static final int PATIENCE = 1_000;

    private final DataSource source;
    private final ResultStore results;

    private PostgresResultCache(DataSource source) {
        this.source = source;
        this.results = new ResultStore(new Database(source));
    }

    /** Connects on first use. */
    public static PostgresResultCache to(DatabaseSettings settings) {
        // Nothing waits for the cache longer than the two seconds that a run gives it.
        return new PostgresResultCache(
                WorkerPool.of(
                        settings,
                        CONNECTIONS,
                        PATIENCE,
                        "ApplicationName=weft-results;connectTimeout=1;loginTimeout=1;socketTimeout=2;options=-c statement_timeout=1500"));
    }

    @Override
    public LookedUp find(Collection<WantedResult> wanted) throws ResultCacheException {
        return ask(() -> results.find(wanted));
    }

    @Override
    public void put(List<CachedResult> put) throws ResultCacheException {
        ask(() -> {
            results.put(put);
            return true;
        });
    }

    @Override
    public void drop(String run, int generation) throws ResultCacheException {
        ask(() -> {
            results.drop(run, generation);
            return true;
        });
    }

    @Override
    public void close() {
        source.close(true);
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T ask(Question<T> question) throws ResultCacheException {
        try {
            return question.ask();
        } catch (JdbiException e) {
            throw new ResultCacheException(WorkerPool.words(e), e);
        }
    }
}
