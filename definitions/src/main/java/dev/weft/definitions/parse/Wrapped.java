package dev.weft.definitions.parse;

import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.expression.TemplateParser.Parsed;
import dev.weft.definitions.expression.TemplateParser.Segment;
import org.jspecify.annotations.Nullable;

/** Bare CEL that was written with <code>${{ }}</code>: what is meant is checked as well, so that all that is wrong is said. */
final class Wrapped {
    private static final String OPEN = "${{";
    private static final String CLOSED = "}}";

    private Wrapped() {}

    /**
     * The text without the marks; {@code null} where they aren't right themselves. It is as long as it was, so that each
     * character keeps its place; an expression that is only a part of it stands in parentheses.
     */
    static @Nullable String bare(String text) {
        Parsed parsed = TemplateParser.parse(text.strip());
        if (!parsed.flaws().isEmpty()) {
            return null;
        }
        boolean whole = parsed.segments().size() == 1;
        int blanks = text.length() - text.stripLeading().length();
        StringBuilder bare = new StringBuilder(text);
        for (Segment segment : parsed.segments()) {
            if (segment instanceof Segment.Hole hole) {
                int start = blanks + hole.start();
                int end = blanks + hole.end();
                bare.replace(start, start + OPEN.length(), whole ? "   " : "  (");
                bare.replace(end - CLOSED.length(), end, whole ? "  " : ") ");
            } else if (segment instanceof Segment.Secret) {
                return null;
            }
        }
        return bare.toString();
    }
}
