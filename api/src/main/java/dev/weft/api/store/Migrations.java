package dev.weft.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ui.LoggerUIService;

/** Brings the schema forward; never back. Several processes may do so at once: one does the work, the others wait. */
public final class Migrations {
    private static final String CHANGELOG = "dev/weft/api/store/changelog.yaml";
    private static final Pattern FILE = Pattern.compile("file: ([\\w.-]+\\.sql)");

    private Migrations() {}

    /**
     * Applies what is missing. A schema already brought here by the same files costs one query, as loading Liquibase
     * takes most of a second.
     */
    public static void apply(DataSource source) throws SQLException, LiquibaseException {
        String digest = digest();
        try (Connection connection = source.getConnection()) {
            if (digest.equals(applied(connection))) {
                return;
            }
            update(connection);
        }
        try (Connection connection = source.getConnection()) {
            remember(connection, digest);
        }
    }

    private static void update(Connection connection) throws LiquibaseException, SQLException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        try {
            Scope.child(
                    Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                            .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                            .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY, UpdateSummaryEnum.OFF)
                            .execute());
        } catch (Exception e) {
            throw e instanceof LiquibaseException known ? known : new LiquibaseException(e);
        } finally {
            // Liquibase turns it off and leaves it so: the pool would hand out a connection that never commits.
            connection.setAutoCommit(true);
        }
    }

    private static String applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists schema_state (digest text not null)");
            try (ResultSet rows = statement.executeQuery("select digest from schema_state")) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static void remember(Connection connection, String digest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "begin; delete from schema_state; insert into schema_state values ('" + digest + "'); commit");
        }
    }

    private static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] changelog = read(CHANGELOG);
            digest.update(changelog);
            for (String file : files(new String(changelog, StandardCharsets.UTF_8))) {
                digest.update(read("dev/weft/api/store/" + file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(String changelog) {
        Matcher matcher = FILE.matcher(changelog);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream stream = Migrations.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("Expected " + resource + " on the class path, but found nothing");
            }
            return stream.readAllBytes();
        }
    }
}
