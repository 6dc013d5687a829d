package dev.weft.definitions.source;

/**
 * What JSON allows and the YAML scanner refuses: tabs between values, and the escape {@code \/}. Both are replaced by as
 * many characters, so that everything keeps its place.
 */
final class JsonSyntax {
    /** Stands after a slash that was escaped; of Unicode's private use, so that it means nothing of its own. */
    static final char FILLER = '\uE000';

    private JsonSyntax() {}

    /** The text as it is, or so that the scanner takes it where it looks like JSON. */
    static String prepare(String text) {
        boolean suspicious = text.indexOf('\t') >= 0 || text.contains("\\/");
        if (!suspicious || text.indexOf(FILLER) >= 0 || !looksLikeJson(text)) {
            return text;
        }
        char[] characters = text.toCharArray();
        boolean quoted = false;
        for (int i = 0; i < characters.length; i++) {
            char c = characters[i];
            if (quoted && c == '\\') {
                if (i + 1 < characters.length && characters[i + 1] == '/') {
                    characters[i] = '/';
                    characters[i + 1] = FILLER;
                }
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\t') {
                characters[i] = ' ';
            }
        }
        return new String(characters);
    }

    /** Whether a text begins as a map or list of JSON. */
    static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}
