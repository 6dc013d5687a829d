package dev.weft.definitions.source;

/** JSON may be indented with tabs, which YAML's scanner refuses: outside of strings they become spaces. */
final class JsonTabs {
    private JsonTabs() {}

    /** The text as it is, or with blanks for tabs where it looks like JSON; every character keeps its place. */
    static String blank(String text) {
        if (text.indexOf('\t') < 0 || !looksLikeJson(text)) {
            return text;
        }
        char[] characters = text.toCharArray();
        boolean quoted = false;
        for (int i = 0; i < characters.length; i++) {
            char c = characters[i];
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\t') {
                characters[i] = ' ';
            }
        }
        return new String(characters);
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}
