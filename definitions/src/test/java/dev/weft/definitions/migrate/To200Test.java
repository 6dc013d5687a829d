package dev.weft.definitions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.lower.Lowering;
import org.junit.jupiter.api.Test;

final class To200Test {
    private static final String DOCUMENT = """
            version: "1.2.0"
            name: Weekly
            tasks: {a: {agent_id: x, action: agent_task, parameters: {p: [1, null]}}}
            """;

    private final Migration migration = new To200();

    @Test
    void shouldKeepAllThatADocumentSays() {
        // given
        Lowering lowering = Documents.lowering(DOCUMENT);

        // when
        var migrated = Documents.migrated(migration, DOCUMENT, lowering);

        // then
        assertThat(migrated).isEqualTo(Documents.values(DOCUMENT.replace("1.2.0", "2.0.0")));
        assertThat(lowering.changes().lines()).isEmpty();
        assertThat(lowering.problems().sorted()).isEmpty();
    }

    @Test
    void shouldNameWhatTheNextVersionAdds() {
        assertThat(migration.from()).isEqualTo("1.2.0");
        assertThat(migration.to()).isEqualTo("2.0.0");
        assertThat(migration.taskFields())
                .containsExactly("timeout_seconds", "retry_count", "retry_delay", "checkpoint");
        assertThat(migration.actions()).isEmpty();
    }
}
