package dev.weft.api.store;

import dev.weft.api.ApiSettings.DatabaseSettings;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.jdbi.v3.core.JdbiException;

/** Connections of a worker to the schema that an API has made: none at rest, and each tried before it is used. */
public final class WorkerPool {
    private WorkerPool() {}

    /**
     * Connects on first use. The pool is the caller's to close.
     *
     * @param connections how many at most
     * @param patience milliseconds that one is waited for
     * @param properties of each, as the driver of PostgreSQL takes them, with semicolons between
     */
    public static DataSource of(DatabaseSettings settings, int connections, int patience, String properties) {
        PoolProperties pool = new PoolProperties();
        pool.setDriverClassName("org.postgresql.Driver");
        pool.setUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setConnectionProperties(properties);
        pool.setInitialSize(0);
        pool.setMinIdle(0);
        pool.setMaxActive(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWait(patience);
        pool.setTestOnBorrow(true);
        pool.setValidationQuery("select 1");
        pool.setValidationInterval(1_000);
        return new DataSource(pool);
    }

    /** What went wrong, in the words of whoever noticed first. */
    public static String words(JdbiException e) {
        return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    }
}
