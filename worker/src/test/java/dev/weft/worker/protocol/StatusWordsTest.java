package dev.weft.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.check.ScopeTypes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What expressions may be compared with is what there is. */
final class StatusWordsTest {
    @Test
    void shouldKnowEveryStatusOfATask() {
        assertThat(ScopeTypes.TASK_STATUS.values())
                .containsExactlyElementsOf(
                        Arrays.stream(TaskStatus.values()).map(Enum::name).toList());
    }

    @Test
    void shouldKnowEveryStatusOfARun() {
        assertThat(ScopeTypes.RUN_STATUS.values())
                .containsExactlyElementsOf(
                        Arrays.stream(RunStatus.values()).map(Enum::name).toList());
    }
}
