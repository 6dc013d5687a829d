package dev.weft.api.representation;

import dev.weft.api.figure.SeenRun;
import dev.weft.worker.protocol.RunStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param parent id of the run that started it
 * @param waitingFor such as {@code approval:review}
 * @param duration seconds; of an open run until now
 */
public record RunItem(
        String run,
        String workflow,
        int revision,
        RunStatus status,
        int progress,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable BigDecimal duration,
        String startedBy,
        @Nullable String parent,
        Map<String, String> labels,
        List<String> waitingFor,
        Map<String, String> links) {
    public static RunItem of(SeenRun run, Map<String, String> links, Instant now) {
        return new RunItem(
                run.run(),
                run.workflow(),
                run.revision(),
                RunStatus.valueOf(run.status()),
                run.stand().progress(),
                run.startedAt(),
                run.endedAt(),
                Durations.between(run.startedAt(), run.endedAt() == null ? now : run.endedAt()),
                run.startedBy(),
                run.parent(),
                run.labels(),
                run.stand().waitingFor(),
                links);
    }
}
