package dev.weft.cli.cases;

import dev.weft.definitions.source.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case.
 *
 * @param at where its name is written
 * @param inputs bound: defaults filled in
 * @param startsAt by the clock of its run; {@code null} for now
 * @param limit after so long in virtual time it is over, whatever its run still waits for
 * @param mocks the one that counts before others first
 */
public record TestCase(
        String name,
        Node at,
        Map<String, @Nullable Object> inputs,
        String startedBy,
        Map<String, String> labels,
        @Nullable Instant startsAt,
        Duration limit,
        List<Mock> mocks,
        List<CaseStep> steps,
        List<Expected> expected) {
    public TestCase {
        mocks = List.copyOf(mocks);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
    }

    /** The mock of a task; {@code null} for none. */
    public @Nullable Mock mock(String workflow, String path) {
        Mock best = null;
        for (Mock mock : mocks) {
            if (mock.task().matches(workflow, path)
                    && (best == null || mock.task().exactness() > best.task().exactness())) {
                best = mock;
            }
        }
        return best;
    }
}
