package dev.weft.definitions.likeness;

import java.util.regex.Pattern;

/** What values are likely to be by their names, where nothing else is known of them. */
final class Names {
    private static final Pattern NUMBERS = Pattern.compile(
            "(.*_)?(count|number|total|sum|amount|score|size|length|percent|errors|warnings|minutes|seconds|bytes)");
    private static final Pattern FLAGS = Pattern.compile("ok|valid|passed|success|found|(is|has)_.*");

    private Names() {}

    static Likeness.Kind kind(String name) {
        if (NUMBERS.matcher(name).matches()) {
            return Likeness.Kind.INTEGER;
        }
        return FLAGS.matcher(name).matches() ? Likeness.Kind.BOOLEAN : Likeness.Kind.TEXT;
    }

    /** The number that goes well, where any may be. */
    static int number(String name) {
        return name.equals("status") ? 200 : 0;
    }
}
