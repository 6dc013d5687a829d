package dev.weft.definitions.source;

import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means by the YAML 1.2 core schema: {@code no}, {@code 12:30} and {@code 2024-01-01} are text, and so
 * are digits with leading zeros ({@code 010}), which are ids more often than numbers.
 */
public final class CoreSchema {
    private CoreSchema() {}

    /**
     * Resolves a plain scalar. An integer beyond 64 bits stays text; see {@link #isHugeInteger}.
     *
     * @return {@code null}, {@link Boolean}, {@link Long}, {@link Double} or {@link String}
     */
    public static @Nullable Object resolve(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return null;
            }
            case "true", "True", "TRUE" -> {
                return true;
            }
            case "false", "False", "FALSE" -> {
                return false;
            }
            default -> {
                char first = text.charAt(0);
                boolean numeric = first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
                return numeric ? number(text) : text;
            }
        }
    }

    /** Whether a plain scalar is an integer that 64 bits don't hold. */
    public static boolean isHugeInteger(String text) {
        return isDecimalInteger(text) && resolve(text) instanceof String && !leadingZero(text);
    }

    /** Whether a plain scalar is one of the core schema's numbers that aren't finite. */
    public static boolean isNotFinite(String text) {
        return switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN" ->
                true;
            default -> false;
        };
    }

    private static Object number(String text) {
        try {
            if (text.startsWith("0x")) {
                return text.length() > 2 && text.charAt(2) != '-' && text.charAt(2) != '+'
                        ? (Object) Long.parseLong(text.substring(2), 16)
                        : text;
            }
            if (text.startsWith("0o")) {
                return text.length() > 2 && text.charAt(2) != '-' && text.charAt(2) != '+'
                        ? (Object) Long.parseLong(text.substring(2), 8)
                        : text;
            }
            if (leadingZero(text)) {
                return text;
            }
            if (isDecimalInteger(text)) {
                return Long.parseLong(text);
            }
            if (isDecimal(text)) {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) ? (Object) value : text;
            }
            return text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static boolean leadingZero(String text) {
        int i = sign(text);
        return i + 1 < text.length() && text.charAt(i) == '0' && digit(text.charAt(i + 1));
    }

    private static boolean isDecimalInteger(String text) {
        int i = sign(text);
        return i < text.length() && skipDigits(text, i) == text.length();
    }

    private static boolean isDecimal(String text) {
        int start = sign(text);
        int i = skipDigits(text, start);
        int digits = i - start;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = i + 1;
            i = skipDigits(text, fraction);
            digits += i - fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int exponent = i + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            i = skipDigits(text, exponent);
            return i > exponent && i == text.length();
        }
        return i == text.length();
    }

    private static int sign(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    }

    private static int skipDigits(String text, int from) {
        int i = from;
        while (i < text.length() && digit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
