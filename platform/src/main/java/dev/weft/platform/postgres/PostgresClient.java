package dev.weft.platform.postgres;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** The few words that this module speaks with a server. */
final class PostgresClient {
    private PostgresClient() {}

    static boolean answers(PostgresServer server) {
        try (Connection connection = connect(server)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    static void createDatabase(PostgresServer server, String name) throws PlatformException {
        try (Connection connection = connect(server);
                PreparedStatement exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            exists.setString(1, name);
            try (ResultSet row = exists.executeQuery();
                    Statement create = connection.createStatement()) {
                if (!row.next()) {
                    create.execute("create database \"" + name.replace("\"", "\"\"") + "\"");
                }
            }
        } catch (SQLException e) {
            throw new PlatformException(
                    Code.NOT_STARTED,
                    "Expected PostgreSQL to create database " + name + ", but it said: " + e.getMessage(),
                    e);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        Connection connection = new Driver().connect(server.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("The driver does not take " + server.jdbcUrl());
        }
        return connection;
    }
}
