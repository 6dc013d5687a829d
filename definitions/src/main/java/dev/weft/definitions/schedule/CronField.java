package dev.weft.definitions.schedule;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a cron expression.
 *
 * @param name as people call it
 * @param words that stand for numbers, in their order
 */
record CronField(String name, int least, int most, List<String> words) {
    static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9}).*");
    private static final Pattern STEP = Pattern.compile("/(\\d{1,9})");

    CronField {
        words = List.copyOf(words);
    }

    /**
     * What is wrong with its text, and what to write.
     *
     * @param parses whether the parser takes it
     * @return {@code null} for nothing
     */
    @Nullable String flaw(String text, boolean parses) {
        if (parses) {
            return null;
        }
        String subject = "The " + name + " is ";
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()
                    && inside(range.group(1))
                    && inside(range.group(2))
                    && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
                return subject + "wrong: a range goes from the smaller to the larger, but " + part + " doesn't.";
            }
            Matcher number = NUMBER.matcher(part.replaceFirst("/.*", ""));
            while (number.find()) {
                if (!inside(number.group())) {
                    return subject + least + " to " + most + ", but found " + number.group() + '.';
                }
            }
            Matcher step = STEP.matcher(part);
            if (step.find() && (step.group(1).matches("0+") || Integer.parseInt(step.group(1)) > most)) {
                return subject + "wrong: a step is from 1 to " + most + ", but found /" + step.group(1) + '.';
            }
        }
        return subject + least + " to " + most + form() + ", but found \"" + text + "\".";
    }

    private boolean inside(String number) {
        int value = Integer.parseInt(number);
        return value >= least && value <= most;
    }

    private String form() {
        return (words.isEmpty() ? "" : " or " + words.getFirst() + " to " + words.getLast())
                + ", *, */5, a range such as " + least + "-" + Math.min(least + 4, most) + " or a list such as " + least
                + ',' + (least + 2);
    }
}
