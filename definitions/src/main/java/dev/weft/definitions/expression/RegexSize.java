package dev.weft.definitions.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * About how large a regular expression becomes once its counted repetitions are written out, as RE2 does before it runs:
 * {@code ((a{100}){100}){100}} is short, but a million steps long.
 */
public final class RegexSize {
    /** The largest that is let through, in steps. */
    public static final long MOST = 20_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long before;
    private long last;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** Whether the pattern, written out, is larger than {@link #MOST}. */
    public static boolean isTooLarge(String regex) {
        return new RegexSize(regex).measure() > MOST;
    }

    private long measure() {
        Matcher count = COUNT.matcher(regex);
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '{' && count.region(at, regex.length()).lookingAt()) {
                last = capped(last * Math.max(1, most(count)));
                at = count.end();
                continue;
            }
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '[' -> step();
                case '*', '+', '?', '|' -> {}
                default -> step();
            }
            at = c == '[' ? classEnd(at) : c == '\\' ? at + 2 : at + 1;
        }
        while (!outer.isEmpty()) {
            close();
        }
        return capped(before + last);
    }

    private void step() {
        before = capped(before + last);
        last = 1;
    }

    private void open() {
        outer.push(capped(before + last));
        before = 0;
        last = 0;
    }

    private void close() {
        long inner = capped(before + last + 1);
        before = outer.isEmpty() ? 0 : outer.pop();
        last = inner;
    }

    // The first character of a class is in it, even if it is a bracket.
    private int classEnd(int start) {
        int at = start + 1;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        for (at++; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == ']') {
                return at + 1;
            }
        }
        return regex.length();
    }

    private static long most(Matcher count) {
        String upper = count.group(2);
        return Long.parseLong(upper == null || upper.isEmpty() ? count.group(1) : upper);
    }

    private static long capped(long size) {
        return Math.min(size, Integer.MAX_VALUE);
    }
}
