package dev.weft.api.representation;

import dev.weft.api.store.StoredLine;
import java.time.Instant;
import java.util.Locale;

/**
 * A line of a run's log.
 *
 * @param position its place: a later line has a greater one; {@code after} goes on from it
 * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param task path, with its item or turn
 * @param attempt from 1
 * @param source {@code attempt} (the worker, of the attempt), {@code stderr}, {@code http}, {@code agent} (its own words)
 */
public record LogItem(long position, Instant at, String level, String task, int attempt, String source, String text) {
    public static LogItem of(StoredLine line) {
        return new LogItem(
                line.position(),
                line.at(),
                line.level().name().toLowerCase(Locale.ROOT),
                line.task(),
                line.attempt(),
                line.source(),
                line.text());
    }
}
