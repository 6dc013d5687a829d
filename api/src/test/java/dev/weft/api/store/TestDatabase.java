package dev.weft.api.store;

import dev.weft.platform.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases of the real PostgreSQL that tests share. */
public final class TestDatabase {
    private static final AtomicInteger COPIES = new AtomicInteger();
    private static @Nullable String template;

    private TestDatabase() {}

    /** A new one with all tables, empty. */
    public static DataSource migrated() {
        return of(migratedUrl());
    }

    /**
     * JDBC address of a new one with all tables, empty: a copy of one that was brought there once, as each of some sixty APIs would
     * spend a second on it.
     */
    public static synchronized String migratedUrl() {
        try {
            if (template == null) {
                String url = TestServers.newDatabase();
                Migrations.apply(of(url));
                template = url.substring(url.lastIndexOf('/') + 1);
            }
            String copy = "copy_" + COPIES.incrementAndGet();
            try (Connection connection = of(TestServers.postgres().jdbcUrl()).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + copy + " template " + template);
            }
            return TestServers.postgres().jdbcUrl(copy);
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("Expected a database with all tables", e);
        }
    }

    /** One by its JDBC address. */
    public static DataSource of(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(TestServers.postgres().user());
        source.setPassword(TestServers.postgres().password());
        return source;
    }
}
