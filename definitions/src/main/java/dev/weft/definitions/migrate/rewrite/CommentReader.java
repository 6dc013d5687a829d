package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comments of a text, each by the place that it is about: of lines of their own the key or item that follows,
 * else the key or item that stands in the same line, or ends in it.
 */
final class CommentReader {
    final List<String> header = new ArrayList<>();
    final List<String> footer = new ArrayList<>();
    final Map<Integer, List<String>> above = new TreeMap<>();
    final Map<Integer, List<String>> beside = new TreeMap<>();
    final Collection<Integer> afterBlank = new TreeSet<>();

    private final SourceText source;
    private final Anchors anchors;

    CommentReader(SourceText source, Anchors anchors) {
        this.source = source;
        this.anchors = anchors;
        read();
    }

    private void read() {
        String text = source.text();
        boolean blank = false;
        boolean ownLine = true;
        boolean empty = true;
        int at = 0;
        while (at < text.length()) {
            Integer end = anchors.scalarEnd(at);
            char c = text.charAt(at);
            if (anchors.at(at) != null) {
                if (ownLine && blank) {
                    afterBlank.add(at);
                }
                blank = false;
            }
            if (end != null && end > at) {
                if (c == '|' || c == '>') {
                    ofBlock(at);
                }
                ownLine = text.lastIndexOf('\n', end - 1) >= at;
                empty = ownLine;
                at = end;
                continue;
            }
            boolean starts = at == 0 || Character.isWhitespace(text.charAt(at - 1));
            if (c == '#' && starts) {
                int stop = lineEnd(at);
                add(at, stop, ownLine);
                empty = false;
                at = stop;
                continue;
            }
            if (c == '\n') {
                blank |= empty;
                ownLine = true;
                empty = true;
            } else if (!Character.isWhitespace(c)) {
                ownLine &= c == '-';
                empty = false;
            }
            at++;
        }
    }

    /** A comment behind the {@code |} or {@code >} of text on lines of its own. */
    private void ofBlock(int start) {
        int stop = lineEnd(start);
        int comment = source.text().indexOf('#', start);
        if (comment >= 0 && comment < stop) {
            add(comment, stop, false);
        }
    }

    private void add(int at, int stop, boolean ownLine) {
        String comment = source.text().substring(at, stop).stripTrailing();
        Anchors.Anchor before = anchors.before(at);
        Anchors.Anchor about = ownLine || before == null ? null : about(before, at);
        Integer next = anchors.next(at);
        if (about != null) {
            beside.computeIfAbsent(about.start(), same -> new ArrayList<>()).add(comment);
        } else if (before == null) {
            header.add(comment);
        } else if (next == null) {
            footer.add(comment);
        } else {
            above.computeIfAbsent(next, same -> new ArrayList<>()).add(comment);
        }
    }

    /** Of what begins or ends in the line of a comment, the outermost in brackets, else the last; {@code null} for none. */
    private Anchors.@Nullable Anchor about(Anchors.Anchor before, int at) {
        int line = source.line(at);
        boolean own = source.line(before.start()) == line || source.line(before.end()) == line;
        Anchors.Anchor found = own ? before : null;
        for (Anchors.Anchor around = before.parent(); around != null && around.end() <= at; around = around.parent()) {
            if (source.line(around.end()) == line && isFlow(around)) {
                found = around;
            }
        }
        return found;
    }

    private boolean isFlow(Anchors.Anchor anchor) {
        int start = anchor.value().span().start();
        return start < source.text().length() && "[{".indexOf(source.text().charAt(start)) >= 0;
    }

    private int lineEnd(int from) {
        String text = source.text();
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
