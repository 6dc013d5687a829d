package dev.weft.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TaskTransitionsTest {
    private static final Path SEMANTICS = Path.of("../docs/semantics.md");

    @Test
    void shouldRefuseWhatIsNotInTheTable() {
        assertThatThrownBy(() -> TaskTransitions.next(TaskStatus.COMPLETED, TaskTrigger.START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("COMPLETED by START");
    }

    @Test
    void shouldHaveOneRowForEachPairOfStatusAndTrigger() {
        assertThat(TaskTransitions.TABLE.stream().map(row -> row.from() + " " + row.trigger()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveAnEndedStatusOnlyToUndoItOrToPutItBeforeAPerson() {
        assertThat(TaskTransitions.TABLE.stream()
                        .filter(row -> row.from().ended())
                        .map(TaskTransitions.Row::trigger))
                .containsOnly(TaskTrigger.UNDO, TaskTrigger.HOLD);
    }

    @Test
    void shouldBeDrawnInTheDocumentation() throws IOException {
        assertThat(Files.readString(SEMANTICS))
                .as(
                        "docs/semantics.md holds the diagram of the table; paste this in: %n%s",
                        TaskTransitions.toMermaid())
                .contains("```mermaid\n" + TaskTransitions.toMermaid() + "```");
    }
}
