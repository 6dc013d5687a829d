package dev.weft.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** The one way to PostgreSQL. Thread safe. */
public final class Database {
    private final Jdbi jdbi;

    /**
     * @param source whose schema is current, see {@link Migrations}
     */
    public Database(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Does several things or none of them. What the stores do inside takes part.
     *
     * @param <T> of the result
     */
    public <T> T together(Work<T> work) {
        return jdbi.inTransaction(handle -> work.get());
    }

    /**
     * Reads several things as they were at one moment. What the stores do inside takes part.
     *
     * @param <T> of the result
     */
    public <T> T atOnce(Work<T> work) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> work.get());
    }

    /** Whether the database answers, and how long it takes to. */
    public boolean answers(int seconds) {
        try {
            return jdbi.withHandle(handle -> {
                Connection connection = handle.getConnection();
                return connection.isValid(seconds);
            });
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /**
     * What is done in one transaction.
     *
     * @param <T> of the result
     */
    @FunctionalInterface
    public interface Work<T> {
        T get();
    }
}
