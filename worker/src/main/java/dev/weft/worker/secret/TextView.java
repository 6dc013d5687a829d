package dev.weft.worker.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as someone sees it who undoes an encoding, with where each of its characters stands in the original. Immutable by
 * agreement: nobody changes the arrays.
 *
 * @param text what is seen
 * @param starts of each character in the original; {@code null} where it is the original
 * @param ends of each character in the original, exclusive; {@code null} where it is the original
 */
record TextView(String text, int @Nullable [] starts, int @Nullable [] ends) {
    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');

    private static final int LONGEST_ENTITY = 10;

    /** The text as it stands. */
    static TextView of(String text) {
        return new TextView(text, null, null);
    }

    /** Where a character begins in the original. */
    int start(int index) {
        return starts == null ? index : starts[index];
    }

    /** Where a character ends in the original, exclusive. */
    int end(int index) {
        return ends == null ? index + 1 : ends[index];
    }

    /**
     * Without percent encoding, whichever characters it was used for.
     *
     * @param plus whether a plus sign stands for a blank, as in forms
     */
    TextView withoutPercents(boolean plus) {
        Builder seen = new Builder();
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            String decoded = c == '%' ? percents(at) : "";
            if (decoded.isEmpty()) {
                seen.add(plus && c == '+' ? ' ' : c, at, at + 1);
                at++;
            } else {
                int to = at + 3 * decoded.getBytes(StandardCharsets.UTF_8).length;
                for (int i = 0; i < decoded.length(); i++) {
                    seen.add(decoded.charAt(i), at, to);
                }
                at = to;
            }
        }
        return seen.build();
    }

    /** The one character that is written with percents here; empty where there is none. */
    private String percents(int at) {
        byte[] bytes = new byte[4];
        for (int count = 0; count < bytes.length; count++) {
            int value = hex(at + 3 * count + 1, 2);
            if (value < 0 || text.charAt(at + 3 * count) != '%') {
                return "";
            }
            bytes[count] = (byte) value;
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, count + 1))
                        .toString();
            } catch (CharacterCodingException e) {
                // It goes on with the next byte, or is none.
                continue;
            }
        }
        return "";
    }

    /** Without the backslashes of JSON and most languages. */
    TextView withoutEscapes() {
        Builder seen = new Builder();
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int length = 1;
            if (c == '\\' && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                int which = "\"\\/'bfnrt".indexOf(next);
                int unit = next == 'u' ? hex(at + 2, 4) : -1;
                if (unit >= 0) {
                    c = (char) unit;
                    length = 6;
                } else if (which >= 0) {
                    c = "\"\\/'\b\f\n\r\t".charAt(which);
                    length = 2;
                }
            }
            seen.add(c, at, at + length);
            at += length;
        }
        return seen.build();
    }

    /** Without the entities of HTML and XML that stand for single characters. */
    TextView withoutEntities() {
        Builder seen = new Builder();
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int end = c == '&' ? text.indexOf(';', at) : -1;
            int meant = end > at && end - at <= LONGEST_ENTITY ? entity(text.substring(at + 1, end)) : -1;
            int length = meant < 0 ? 1 : end + 1 - at;
            for (char unit : meant < 0 ? new char[] {c} : Character.toChars(meant)) {
                seen.add(unit, at, at + length);
            }
            at += length;
        }
        return seen.build();
    }

    private static int entity(String name) {
        if (name.matches("#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}")) {
            boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
            int point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(point) ? point : -1;
        }
        Character named = ENTITIES.get(name);
        return named == null ? -1 : named;
    }

    /** In one line. */
    TextView unwrapped() {
        Builder seen = new Builder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\n' && c != '\r') {
                seen.add(c, at, at + 1);
            }
        }
        return seen.build();
    }

    /** A hexadecimal number of so many digits; -1 where there is none. */
    private int hex(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private final class Builder {
        private final StringBuilder seen = new StringBuilder(text.length());
        private int[] from = new int[text.length()];
        private int[] to = new int[text.length()];

        /** A character that stands at some of the characters of this view. */
        void add(char c, int first, int end) {
            if (seen.length() == from.length) {
                from = Arrays.copyOf(from, 2 * from.length + 2);
                to = Arrays.copyOf(to, from.length);
            }
            from[seen.length()] = start(first);
            to[seen.length()] = end(end - 1);
            seen.append(c);
        }

        TextView build() {
            return new TextView(seen.toString(), from, to);
        }
    }
}
