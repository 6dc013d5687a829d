package dev.weft.definitions.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cron expressions of five fields, as Unix has them: minute, hour, day of month, month, day of week (Sunday is 0 or 7).
 * Thread safe.
 */
public final class CronText {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    // Any time does: what never comes after it doesn't come at all, as the calendar repeats.
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final int FIELDS = 5;

    private CronText() {}

    /** What is wrong with an expression, such as {@code 75 is beyond 59}; {@code null} where it can be used. */
    public static @Nullable String flaw(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != FIELDS) {
            return "It has " + fields.length + " field" + (fields.length == 1 ? "" : "s")
                    + ", but five are needed: minute, hour, day of month, month, day of week.";
        }
        try {
            Cron cron = PARSER.parse(text.strip());
            return ExecutionTime.forCron(cron).nextExecution(SOME_TIME).isEmpty() ? "No such day ever comes." : null;
        } catch (IllegalArgumentException e) {
            return reason(e);
        }
    }

    /**
     * The first time after another that an expression names; nothing where there is none. A time of day that a change of
     * clocks leaves out doesn't come on that day.
     *
     * @param text that {@link #flaw} finds nothing wrong with
     * @param after in the zone that the expression is meant for
     */
    public static Optional<ZonedDateTime> next(String text, ZonedDateTime after) {
        return ExecutionTime.forCron(PARSER.parse(text.strip())).nextExecution(after);
    }

    // The parser tells the reason twice or thrice, each time with the whole expression before it.
    private static String reason(IllegalArgumentException e) {
        Throwable deepest = e;
        while (deepest.getCause() instanceof IllegalArgumentException cause) {
            deepest = cause;
        }
        String message = String.valueOf(deepest.getMessage()).replaceFirst("(?s)^Failed to parse .*?[.'] ", "");
        return message.strip().endsWith(".") ? message.strip() : message.strip() + ".";
    }
}
