package dev.weft.api.store;

import dev.weft.definitions.action.LogLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a run's log; {@code null} for any.
 *
 * @param run id
 * @param task path: of that task, its items and turns, and what is inside of it
 * @param level the least
 * @param text that the line has in it, whatever the case
 * @param since from then on
 * @param until before then
 */
public record LogFilter(
        String run,
        @Nullable String task,
        @Nullable LogLevel level,
        @Nullable String text,
        @Nullable Instant since,
        @Nullable Instant until) {}
