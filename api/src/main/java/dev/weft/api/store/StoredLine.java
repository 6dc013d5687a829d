package dev.weft.api.store;

import dev.weft.definitions.action.LogLevel;
import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param position its place: a later line has a greater one
 * @param source what said it
 */
public record StoredLine(
        long position, Instant at, LogLevel level, String task, int attempt, String source, String text) {}
