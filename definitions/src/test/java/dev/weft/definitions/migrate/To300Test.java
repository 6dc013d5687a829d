package dev.weft.definitions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.lower.Lowering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class To300Test {
    private final Migration migration = new To300();

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '~',
            value = {
                "agent_id: x, dependencies: []→agent: x",
                "agent_id: x, dependencies: [b]→agent: x, needs: [b]",
                "agent_id: x, conditions: [a.b]→agent: x, when: a.b",
                "agent_id: x, conditions: [a, 'b || c']→agent: x, when: (a) && (b || c)",
                "agent_id: x, timeout_seconds: 90→agent: x, timeout: 1m30s",
                "agent_id: x, timeout_seconds: 0.25→agent: x, timeout: 250ms",
                "agent_id: x, retry_count: 2→agent: x, retry: {max_attempts: 3, backoff: 2.0}",
                "agent_id: x, retry_count: 1, retry_delay: 0→agent: x, retry: {max_attempts: 2, delay: 0s, backoff: 2.0}",
                "agent_id: x, retry_count: 0, retry_delay: 5→agent: x",
                "agent_id: x, checkpoint: true→agent: x",
                "agent_id: x, execution_mode: parallel→agent: x",
                "agent_id: x, execution_mode: null, conditions: null, name: null, timeout_seconds: null→agent: x",
            })
    void shouldRenameFieldsOfATask(String before, String after) {
        // given
        String text =
                "{version: '2.0.0', id: case, tasks: {a: {action: agent_task, " + before + "}, b: {action: wait}}}";
        Lowering lowering = Documents.lowering(text);

        // when
        var migrated = Documents.migrated(migration, text, lowering);

        // then
        assertThat(migrated)
                .isEqualTo(Documents.values("{version: '3.0.0', id: case, inputs: any, tasks: {a: {action: agent_task, "
                        + after + "}, b: {action: wait}}}"));
        assertThat(lowering.problems().sorted()).isEmpty();
    }

    @Test
    void shouldStartAWorkflowUnderTheIdThatItHasOnceItIsMigrated() {
        // given
        String text =
                "{version: '2.0.0', id: main, tasks: {a: {action: workflow_trigger, parameters: {workflow: %s}}}}";
        Lowering lowering = Documents.lowering(text);

        // when
        var migrated = Documents.migrated(migration, text.formatted("Pay Out"), lowering);

        // then
        assertThat(migrated)
                .isEqualTo(Documents.migrated(migration, text.formatted("pay-out"), Documents.lowering(text)));
        assertThat(lowering.changes().lines()).containsExactly("the id Pay Out is now pay-out");
    }

    @Test
    void shouldKeepTheOrderOfFieldsAndTasks() {
        // given
        String text = """
                tasks: {z: {action: agent_task, dependencies: [a], agent_id: x}, a: {agent_id: x, action: agent_task}}
                description: text
                version: "2.0.0"
                name: Last but not least
                """;

        // when
        var migrated = Documents.migrated(migration, text, Documents.lowering(text));

        // then
        assertThat(migrated.toString())
                .isEqualTo(
                        "{inputs=any, tasks={z={action=agent_task, needs=[a], agent=x}, a={agent=x, action=agent_task}},"
                                + " description=text, version=3.0.0, id=last-but-not-least, name=Last but not least}");
    }

    @Test
    void shouldSayWhatItChangedForAllTasksAtOnce() {
        // given
        String text = "{version: '2.0.0', id: case, tasks: {a: {agent_id: x, action: agent_task},"
                + " b: {agent_id: x, action: agent_task, retry_count: 1}}}";
        Lowering lowering = Documents.lowering(text);

        // when
        Documents.migrated(migration, text, lowering);

        // then
        assertThat(lowering.changes().lines())
                .containsExactly(
                        "agent_id is now agent: a, b",
                        "retry_count (after the first attempt) and retry_delay are now retry, each delay twice the one"
                                + " before: b");
    }
}
