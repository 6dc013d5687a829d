package dev.weft.worker.catalog.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cell's text looks like. From the narrow ones to text, which all others are too. */
enum ValueType {
    EMPTY,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    DATE,
    EMAIL,
    TEXT;

    private static final Set<String> NOTHING = Set.of("", "null", "none", "n/a", "na", "nan", "-", "--", "?");
    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no");
    private static final Pattern INTEGRAL = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern FRACTION = Pattern.compile("[+-]?\\d{1,18}\\.\\d{1,18}(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ].{5,20})?");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    /** The narrowest type of a text; white space around it doesn't count. */
    static ValueType of(String cell) {
        String text = cell.strip();
        if (isNothing(text)) {
            return EMPTY;
        }
        if (text.length() > 320) {
            return TEXT;
        }
        if (INTEGRAL.matcher(text).matches()) {
            // An id such as 007 would lose its zeros as a number.
            return text.length() > 1 && text.charAt(0) == '0' ? TEXT : INTEGER;
        }
        if (FRACTION.matcher(text).matches()) {
            return DECIMAL;
        }
        if (TRUTHS.contains(text.toLowerCase(Locale.ROOT))) {
            return BOOLEAN;
        }
        if (isoDate(text).isPresent() || SLASHED.matcher(text).matches()) {
            return DATE;
        }
        return ADDRESS.matcher(text).matches() ? EMAIL : TEXT;
    }

    /** Whether a text stands for no value. */
    static boolean isNothing(String text) {
        return text.length() <= 4 && NOTHING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a column of this type may hold a value of another. */
    boolean accepts(ValueType other) {
        return other == EMPTY || other == this || this == TEXT || this == DECIMAL && other == INTEGER;
    }

    boolean numeric() {
        return this == INTEGER || this == DECIMAL;
    }

    /**
     * A date as ISO 8601, where the text says one that exists and without doubt about day and month; a date that is ISO
     * already keeps its time.
     */
    static Optional<String> isoDate(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return exists(iso, 1, 2, 3) ? Optional.of(text) : Optional.empty();
        }
        for (Pattern form : List.of(YEAR_FIRST, DAY_FIRST)) {
            Matcher date = form.matcher(text);
            if (date.matches()) {
                boolean yearFirst = form == YEAR_FIRST;
                return exists(date, yearFirst ? 1 : 3, 2, yearFirst ? 3 : 1)
                        ? Optional.of(joined(date, yearFirst ? 1 : 3, 2, yearFirst ? 3 : 1))
                        : Optional.empty();
            }
        }
        Matcher slashed = SLASHED.matcher(text);
        if (slashed.matches()) {
            boolean dayFirst = Integer.parseInt(slashed.group(1)) > 12;
            boolean monthFirst = Integer.parseInt(slashed.group(2)) > 12;
            if (dayFirst != monthFirst && exists(slashed, 3, dayFirst ? 2 : 1, dayFirst ? 1 : 2)) {
                return Optional.of(joined(slashed, 3, dayFirst ? 2 : 1, dayFirst ? 1 : 2));
            }
        }
        return Optional.empty();
    }

    private static boolean exists(Matcher date, int year, int month, int day) {
        try {
            return LocalDate.of(number(date, year), number(date, month), number(date, day)) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String joined(Matcher date, int year, int month, int day) {
        return LocalDate.of(number(date, year), number(date, month), number(date, day))
                .toString();
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }
}
