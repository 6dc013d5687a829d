package dev.weft.definitions.source;

import java.util.ArrayList;
import java.util.List;

/** Comments as other languages have them, in a text that is meant to be JSON. */
final class JsonComments {
    private JsonComments() {}

    /** All of them, in order: between values only, as text without quotes may hold the same characters. */
    static List<Span> find(String text) {
        List<Span> comments = new ArrayList<>();
        boolean between = true;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = quoted(text, at);
                between = true;
            } else if (between && c == '/' && (text.startsWith("//", at) || text.startsWith("/*", at))) {
                int end = text.charAt(at + 1) == '/' ? line(text, at) : block(text, at);
                comments.add(new Span(at, end));
                at = end;
            } else {
                between = Character.isWhitespace(c) ? between || c == '\n' : "{}[],".indexOf(c) >= 0;
                at++;
            }
        }
        return comments;
    }

    private static int quoted(String text, int open) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private static int line(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int block(String text, int from) {
        int close = text.indexOf("*/", from + 2);
        return close < 0 ? text.length() : close + 2;
    }
}
