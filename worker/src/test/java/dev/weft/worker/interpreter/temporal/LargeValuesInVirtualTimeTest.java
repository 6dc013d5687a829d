package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large values on the in-memory server. */
class LargeValuesInVirtualTimeTest {
    @TempDir
    Path home;

    @Test
    void shouldPassALargeValueOnAndLoopOverIt() throws Exception {
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
            SearchAttributes.ALL.forEach(key -> environment.registerSearchAttribute(key.getName(), key.getValueType()));
            try (LargeRuns large = new LargeRuns(home, environment.getWorkflowClient(), true)) {
                Runs runs = new Runs(environment.getWorkflowClient());
                Runs.Run passed = runs.start(LargeRuns.PASSED_ON, Map.of("least", 5));
                large.checkPassedOn(passed);
                LargeRuns.checkHistories(passed);

                Runs.Run looped = runs.start(LargeRuns.LOOPED, Map.of());
                Map<?, ?> outputs = large.outputs(looped);
                assertThat(outputs.get("count")).isEqualTo(990L);
                LargeRuns.checkHistories(looped);
            }
        }
    }
}
