package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.CoreSchema;
import dev.weft.definitions.source.ScalarNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values as YAML: plain where nothing is lost or may mislead, else in quotes, several lines as they are. */
final class ScalarWriter {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";
    private static final Set<String> ELSEWHERE_BOOLEAN = Set.of("yes", "no", "on", "off", "y", "n");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+.]?[0-9][0-9_.,:eExX+-]*");

    private ScalarWriter() {}

    /** A key. */
    static String key(ScalarNode key) {
        String text = key.text();
        // A key is text whatever it looks like, but numbers that no value could be are refused unless they are quoted.
        boolean number = CoreSchema.isHugeInteger(text) || CoreSchema.isNotFinite(text);
        return isPlain(text, false) && !number && !text.equals("<<") ? text : quoted(text);
    }

    /**
     * A value on one line.
     *
     * @param flow whether it stands inside of brackets
     */
    static String value(ScalarNode scalar, boolean flow) {
        Object value = scalar.value();
        if (!(value instanceof String text)) {
            return literal(value, scalar.text());
        }
        return isPlain(text, flow) && isTextAnyway(text) ? text : quoted(text);
    }

    private static String literal(@Nullable Object value, String text) {
        if (value == null) {
            return "null";
        }
        return value.equals(CoreSchema.resolve(text)) ? text : value.toString();
    }

    /** Whether a value is best written as its lines: more than one line break at its end would swallow what follows. */
    static boolean isBlock(ScalarNode scalar) {
        return scalar.value() instanceof String text
                && text.indexOf('\n') >= 0
                && !text.substring(0, text.indexOf('\n')).isBlank()
                && text.chars().allMatch(c -> c == '\n' || isPrintable((char) c))
                && text.indexOf('\t') < 0
                && !text.endsWith("\n\n");
    }

    /** The lines of a value: the first goes behind the key, the others below it, to be indented. */
    static String[] block(String text) {
        boolean ended = text.endsWith("\n");
        String head = "|" + (text.startsWith(" ") ? "2" : "") + (ended ? "" : "-");
        return (head + "\n" + (ended ? text.substring(0, text.length() - 1) : text)).split("\n", -1);
    }

    private static boolean isTextAnyway(String text) {
        return CoreSchema.resolve(text) instanceof String
                && !CoreSchema.isHugeInteger(text)
                && !CoreSchema.isNotFinite(text)
                && !ELSEWHERE_BOOLEAN.contains(text.toLowerCase(Locale.ROOT))
                && !LIKE_A_NUMBER.matcher(text).matches();
    }

    private static boolean isPlain(String text, boolean flow) {
        if (text.isEmpty()
                || INDICATORS.indexOf(text.charAt(0)) >= 0
                || text.startsWith("...")
                || text.charAt(0) == ' '
                || text.endsWith(" ")
                || text.endsWith(":")
                || text.contains(": ")
                || text.contains(" #")) {
            return false;
        }
        return text.chars().allMatch(c -> isPrintable((char) c) && !(flow && ",?:[]{}".indexOf(c) >= 0));
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f || c >= 0xa1 && c < 0x2028 || c > 0x2029 && c < 0xd800 || c >= 0xe000 && c < 0xfeff;
    }

    private static String quoted(String text) {
        boolean simple = text.chars().allMatch(c -> isPrintable((char) c));
        if (simple && (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0)) {
            return '\'' + text.replace("'", "''") + '\'';
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(escape(c));
            }
        }
        return out.append('"').toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isPrintable(c) ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04X", (int) c);
        };
    }
}
