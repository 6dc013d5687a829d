package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts right what is said about a text's syntax where it is certain what was meant, so that nothing of it is lost: a comment
 * in JSON, a comma that is missing, a tab between values, which YAML allows and its scanner doesn't. Everything keeps its
 * place. Not thread safe.
 */
final class Mending {
    /** So many characters are read again at most: each thing that is mended costs a reading. */
    private static final int CHARACTERS = 4_000_000;

    private static final Pattern FIELD = Pattern.compile("(?:\"[^\"\\n]*\"|'[^'\\n]*'|[\\w.-]+)[ \\t]*:(?:\\s|$)");

    private static final Pattern KEY_AND_TAB = Pattern.compile("\\n *+(?:- ++)*+[\\w.-]++:(\\t++)");

    /** What a value can end with that isn't plain. */
    private static final String ENDS = "\"'}]";

    private final ProblemCollector problems;
    private final char[] text;
    private final boolean json;
    private boolean lookedForComments;
    private long read;

    /**
     * @param prepared the text that is read: of the length of the source
     */
    Mending(ProblemCollector problems, String prepared) {
        this.problems = problems;
        this.text = prepared.toCharArray();
        this.json = JsonSyntax.looksLikeJson(prepared);
    }

    /** The text to read next. */
    String text() {
        return new String(text);
    }

    /**
     * Mends what a complaint is about, and says what its author must do.
     *
     * @param fresh whether it is a mistake of its own, and doesn't follow from another
     * @return whether the text can be read once more
     */
    boolean mend(SyntaxError error, boolean fresh) {
        read += text.length;
        if (!fresh || read > CHARACTERS) {
            return false;
        }
        return tab(error) || comments() || comma(error);
    }

    private boolean tab(SyntaxError error) {
        int at = error.at();
        if (error.words().code() != ProblemCode.TABULATOR || at >= text.length || indents(at)) {
            return false;
        }
        for (int i = at; i < text.length && text[i] == '\t'; i++) {
            text[i] = ' ';
        }
        further(at);
        return true;
    }

    // A reading for each tab would cost too much. Up to the next quote or block of text, one behind a key is no part of
    // a text.
    private void further(int from) {
        int end = from;
        while (end < text.length && "\"'|>".indexOf(text[end]) < 0) {
            end++;
        }
        Matcher keys = KEY_AND_TAB.matcher(new String(text, from, end - from));
        while (keys.find()) {
            Arrays.fill(text, from + keys.start(1), from + keys.end(1), ' ');
        }
    }

    // A dash opens a list or a map whose lines must stand below one another.
    private boolean indents(int tab) {
        for (int i = tab - 1; i >= 0 && text[i] != '\n' && text[i] != '\r'; i--) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '-') {
                return false;
            }
        }
        return true;
    }

    private boolean comments() {
        if (lookedForComments || !json) {
            return false;
        }
        lookedForComments = true;
        List<Span> comments = JsonComments.find(text());
        for (Span comment : comments) {
            problems.add(
                    ProblemCode.SYNTAX,
                    Severity.ERROR,
                    comment,
                    Pointer.ROOT,
                    "Expected JSON, but found a comment, which JSON doesn't have",
                    "Remove it, or make it a line of its own that begins with #.");
            for (int i = comment.start(); i < comment.end(); i++) {
                if (text[i] != '\n' && text[i] != '\r') {
                    text[i] = ' ';
                }
            }
        }
        return !comments.isEmpty();
    }

    private boolean comma(SyntaxError error) {
        if (error.kind() != Recovery.Kind.FIELD && error.kind() != Recovery.Kind.ITEM || error.at() >= text.length) {
            return false;
        }
        // A number or word takes the key of the next line for a part of itself, so that its colon is refused.
        boolean colon = text[error.at()] == ':';
        int at = colon ? key(error.at()) : error.at();
        int end = at;
        boolean anotherLine = false;
        while (end > 0 && Character.isWhitespace(text[end - 1])) {
            end--;
            anotherLine |= text[end] == '\n';
        }
        int blank = end;
        while (blank < at && text[blank] != ' ') {
            blank++;
        }
        boolean ended = end > 0
                && (colon ? anotherLine && Character.isLetterOrDigit(text[end - 1]) : ENDS.indexOf(text[end - 1]) >= 0);
        if (!ended || blank == at || anotherLine && !belongs(at) || !begins(error.kind(), at)) {
            return false;
        }
        text[blank] = ',';
        problems.add(
                ProblemCode.SYNTAX,
                Severity.ERROR,
                new Span(end, end + 1),
                Pointer.ROOT,
                "Expected a comma or the closing bracket, but found none",
                "Write a comma here.");
        return true;
    }

    // Of a line that isn't indented more than the bracket's, that bracket may be what isn't closed.
    private boolean belongs(int at) {
        FlowEntries.Entry entry = json ? FlowEntries.at(text(), at) : null;
        return entry != null && indentation(at) > indentation(entry.open());
    }

    private int indentation(int at) {
        int start = at;
        while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r') {
            start--;
        }
        int first = start;
        while (first < at && Character.isWhitespace(text[first])) {
            first++;
        }
        return first - start;
    }

    /** Where the quotes before a colon open; 0 where there are none. */
    private int key(int colon) {
        int close = colon - 1;
        while (close > 0 && text[close] == ' ') {
            close--;
        }
        if (close <= 0 || text[close] != '"') {
            return 0;
        }
        int open = close - 1;
        while (open > 0 && text[open] != '"' && text[open] != '\n') {
            open--;
        }
        return text[open] == '"' ? open : 0;
    }

    private boolean begins(Recovery.Kind kind, int at) {
        return kind == Recovery.Kind.FIELD
                ? FIELD.matcher(text()).region(at, text.length).lookingAt()
                : "\"{[".indexOf(text[at]) >= 0;
    }
}
