package dev.weft.definitions.agent;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.ProblemCode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code health} of an agent's file. */
final class HealthReader {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);
    private static final int FAILURES = 2;
    private static final int MOST_FAILURES = 100;

    private final AgentReport report;

    HealthReader(AgentReport report) {
        this.report = report;
    }

    HealthCheck read(AgentFields.HealthFields fields, String kind) {
        Duration every = Objects.requireNonNullElse(fields.every(), EVERY);
        if (every.compareTo(SOONEST) < 0 || every.compareTo(LONGEST) > 0) {
            wrong("/health/every", "a time from 1s to a day", DurationText.format(every));
        }
        Duration timeout = Objects.requireNonNullElse(fields.timeout(), TIMEOUT);
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_ANSWER) > 0) {
            wrong("/health/timeout", "a time of up to 5m", DurationText.format(timeout));
        }
        int failures = Objects.requireNonNullElse(fields.failures(), FAILURES);
        if (failures < 1 || failures > MOST_FAILURES) {
            wrong("/health/failures", "a whole number from 1 to " + MOST_FAILURES, Integer.toString(failures));
        }
        only("path", fields.path(), "http", kind);
        only("argument", fields.argument(), "command", kind);
        if (fields.path() != null && !fields.path().matches("/(?![/\\\\])\\S*")) {
            wrong("/health/path", "a path that begins with /", '"' + fields.path() + '"');
        }
        return new HealthCheck(every.toMillis(), timeout.toMillis(), failures, fields.path(), fields.argument());
    }

    private void only(String field, @Nullable String written, String owner, String kind) {
        if (written != null && !kind.equals(owner)) {
            report.errorAtKey(
                    ProblemCode.CONFLICT,
                    "/health/" + field,
                    "Expected a field of the checks of kind " + kind + ", but found \"" + field + "\", which kind "
                            + owner + " has",
                    "Leave it out: what is asked of this kind needs nothing more.");
        }
    }

    private void wrong(String pointer, String expected, String found) {
        report.error(ProblemCode.VALUE, pointer, "Expected " + expected + ", but found " + found, "");
    }
}
