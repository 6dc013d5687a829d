package dev.weft.definitions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.lower.Lowering;
import org.junit.jupiter.api.Test;

final class To110Test {
    private static final String DOCUMENT = """
            version: "1.0.0"
            name: Weekly
            tasks: {a: {agent_id: x, action: agent_task, parameters: {p: [1, null]}}}
            """;

    private final Migration migration = new To110();

    @Test
    void shouldKeepAllThatADocumentSays() {
        // given
        Lowering lowering = Documents.lowering(DOCUMENT);

        // when
        var migrated = Documents.migrated(migration, DOCUMENT, lowering);

        // then
        assertThat(migrated).isEqualTo(Documents.values(DOCUMENT.replace("1.0.0", "1.1.0")));
        assertThat(lowering.changes().lines()).isEmpty();
        assertThat(lowering.problems().sorted()).isEmpty();
    }

    @Test
    void shouldNameWhatTheNextVersionAdds() {
        assertThat(migration.from()).isEqualTo("1.0.0");
        assertThat(migration.to()).isEqualTo("1.1.0");
        assertThat(migration.taskFields()).containsExactly("execution_mode");
        assertThat(migration.actions()).isEmpty();
    }
}
