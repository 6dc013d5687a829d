package dev.weft.definitions.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final List<CronField> FIELDS = List.of(
            new CronField("minute", 0, 59, List.of()),
            new CronField("hour", 0, 23, List.of()),
            new CronField("day of month", 1, 31, List.of()),
            new CronField("month", 1, 12, CronField.MONTHS),
            new CronField("day of week", 0, 7, CronField.DAYS));
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** All minutes, hours, days, months and weekdays, written one by one, take less. */
    private static final int LONGEST = 400;

    private CronText() {}

    /**
     * What is wrong with an expression and what to write, such as {@code The minute is 0 to 59, but 75 is more.};
     * {@code null} where it can be used.
     */
    public static @Nullable String flaw(String text) {
        if (text.strip().length() > LONGEST) {
            return "It has " + text.strip().length() + " characters, and " + LONGEST
                    + " are enough for any: write ranges and steps such as 0-59/5.";
        }
        String[] fields = text.strip().split("\\s+");
        if (fields.length != FIELDS.size()) {
            return number(text.strip(), fields);
        }
        for (int i = 0; i < fields.length; i++) {
            CronField field = FIELDS.get(i);
            String flaw = field.flaw(fields[i], parses(alone(i, fields[i])));
            if (flaw != null) {
                return flaw;
            }
        }
        try {
            Cron cron = PARSER.parse(text.strip());
            return ExecutionTime.forCron(cron).nextExecution(SOME_TIME).isEmpty()
                    ? "No such day ever comes: no month that it names has day " + fields[2] + '.'
                    : null;
        } catch (IllegalArgumentException e) {
            return "Write five fields such as 0 6 * * 1-5: minute, hour, day of month, month, day of week.";
        }
    }

    private static String number(String text, String[] fields) {
        String same = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
        if (same != null) {
            return "Write " + text + " as five fields: " + same + '.';
        }
        String count = "It has " + fields.length + " field" + (fields.length == 1 ? "" : "s");
        if (fields.length == FIELDS.size() + 1) {
            String without = String.join(" ", Arrays.copyOfRange(fields, 1, fields.length));
            if (parses(without)) {
                return count + ", but five are needed; there are no seconds: write " + without + '.';
            }
        }
        return count + ", but five are needed: minute, hour, day of month, month, day of week.";
    }

    private static String alone(int index, String field) {
        List<String> fields = new ArrayList<>(Collections.nCopies(FIELDS.size(), "*"));
        fields.set(index, field);
        return String.join(" ", fields);
    }

    private static boolean parses(String text) {
        try {
            PARSER.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
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
}
