package dev.weft.api.health;

import java.time.Instant;
import java.util.List;

/**
 * How well the runs of a definition go.
 *
 * @param score 100 less what the checks cost, at least 0
 * @param level as {@link Health#level}
 * @param since beginning of what was looked at
 */
public record WorkflowHealth(String workflow, int score, String level, Instant since, List<Check> checks) {}
