package dev.weft.api.store;

import dev.weft.platform.testing.TestServers;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases of the real PostgreSQL that tests share. */
public final class TestDatabase {
    private TestDatabase() {}

    /** A new one with all tables, empty. */
    public static DataSource migrated() throws Exception {
        DataSource source = of(TestServers.newDatabase());
        Migrations.apply(source);
        return source;
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
