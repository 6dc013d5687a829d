package dev.weft.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void shouldKeepRevisionsFromBeforeTheyToldWhatTheyAreWrittenIn() throws Exception {
        // given a database as it was before the column
        DataSource source = TestDatabase.migrated();
        execute(source, """
                alter table revision drop column written_in;
                delete from databasechangelog where id = 'written-in';
                delete from schema_state;
                insert into definition (id, name, description, labels, revision) values ('old', 'Old', '', '{}', 1);
                insert into revision (definition, revision, digest, document, source, source_type, origin, created_by)
                    values ('old', 1, repeat('0', 64), '{}', 'text', 'application/yaml', 'api', 'ann');
                """);

        // when
        Migrations.apply(source);

        // then
        DefinitionStore store = new DefinitionStore(new Database(source));
        assertThat(store.current("old").orElseThrow().from()).isEqualTo("3.0.0");
        assertThat(store.list(Map.of(), "", 10))
                .extracting(DefinitionSummary::from)
                .containsExactly("3.0.0");
    }

    private static void execute(DataSource source, String statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
