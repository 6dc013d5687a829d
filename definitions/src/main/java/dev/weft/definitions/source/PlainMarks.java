package dev.weft.definitions.source;

/**
 * Which question marks and colons are plain characters of a text. YAML 1.2 takes them for such within a text without quotes,
 * also in brackets; SnakeYAML keeps to YAML 1.1, where a question mark in brackets ends a text. So its scanner is shown a
 * letter in their place, while what it takes as a text's characters stays the author's.
 */
final class PlainMarks {
    /** Neither an indicator nor, behind a backslash, an escape. */
    private static final int LETTER = 'z';

    private static final String BRACKETS = ",[]{}";

    private final int[] text;

    private PlainMarks(int[] text) {
        this.text = text;
    }

    /** The characters as the scanner must see them; the array itself where nothing differs. */
    static int[] hidden(int[] text) {
        PlainMarks marks = new PlainMarks(text);
        int[] seen = text;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '?' && marks.isPlainQuestion(i) || text[i] == ':' && marks.isPlainColon(i)) {
                seen = seen == text ? text.clone() : seen;
                seen[i] = LETTER;
            }
        }
        return seen;
    }

    // Before a key stands nothing, a comma, a bracket or an indicator: whatever else a mark follows, it belongs to.
    private boolean isPlainQuestion(int at) {
        int before = at == 0 ? '\n' : text[at - 1];
        if (before == '\\') {
            return false;
        }
        if (at + 1 < text.length && !isBlank(text[at + 1]) && !isBreak(text[at + 1])
                || !isBlank(before) && !isBreak(before) && BRACKETS.indexOf(before) < 0) {
            return true;
        }
        int last = lastOnLine(at);
        return last >= 0 && last < at - 1 && "[{,:".indexOf(text[last]) < 0 && !stands(last);
    }

    // A dash or question mark that is no part of a word.
    private boolean stands(int at) {
        return (text[at] == '-' || text[at] == '?')
                && (at == 0 || isBlank(text[at - 1]) || isBreak(text[at - 1]) || BRACKETS.indexOf(text[at - 1]) >= 0);
    }

    // A text may begin with a colon, where no key comes before it.
    private boolean isPlainColon(int at) {
        if (!isPlain(at + 1)) {
            return false;
        }
        int last = lastOnLine(at);
        return last >= 0 && (last == at - 1 ? "[{,".indexOf(text[last]) >= 0 : "[{,:-".indexOf(text[last]) >= 0);
    }

    private boolean isPlain(int at) {
        return at < text.length && !isBlank(text[at]) && !isBreak(text[at]) && BRACKETS.indexOf(text[at]) < 0;
    }

    /** The last character before another that isn't blank; -1 where its line begins with it. */
    private int lastOnLine(int at) {
        int last = at - 1;
        while (last >= 0 && isBlank(text[last])) {
            last--;
        }
        return last >= 0 && !isBreak(text[last]) ? last : -1;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r';
    }
}
