package dev.weft.definitions.lower;

import dev.weft.definitions.parse.Ids;
import java.text.Normalizer;
import java.util.Locale;

/** Ids out of names: accents are dropped, other characters become {@code -}. */
public final class Slug {
    private static final int LONGEST = 63;

    private Slug() {}

    /** The id of a definition, as it is where it can be; empty where nothing of the text can be in one. */
    public static String definition(String text) {
        if (Ids.DEFINITION.matcher(text).matches()) {
            return text;
        }
        return start(words(text).toLowerCase(Locale.ROOT), 'a', "id-");
    }

    /** The id of a task or the like, as it is where it can be, case kept; empty where nothing of the text can be in one. */
    public static String name(String text) {
        if (Ids.NAME.matcher(text).matches()) {
            return text;
        }
        return start(words(text), '_', "_");
    }

    private static String words(String text) {
        String plain = Normalizer.normalize(shorten(text, 10 * LONGEST), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
        return plain.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    }

    private static String start(String words, char also, String prefix) {
        if (words.isEmpty() || words.chars().allMatch(c -> c == '_' || c == '-')) {
            return "";
        }
        char first = words.charAt(0);
        boolean starts = first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == also;
        return shorten(starts ? words : prefix + words, LONGEST).replaceAll("-+$", "");
    }

    /** An id with a number at its end that makes it another one, within the length of ids. */
    public static String numbered(String id, int number) {
        String end = "-" + number;
        return shorten(id, LONGEST - end.length()) + end;
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
