package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The comments of a document, each by the place that it is about: of lines of their own the key or item that follows, else
 * the key or item before in the same line. Each is handed out once. Not thread safe.
 */
final class Comments {
    private final List<String> header = new ArrayList<>();
    private final List<String> footer = new ArrayList<>();
    private final Map<Integer, List<String>> above = new HashMap<>();
    private final Map<Integer, String> beside = new HashMap<>();
    private final NavigableSet<Integer> commented = new TreeSet<>();
    private final Collection<Integer> afterBlank = new TreeSet<>();

    private Comments() {}

    static Comments of(SourceText source, Node root) {
        Places places = new Places();
        places.visit(root);
        Comments comments = new Comments();
        comments.read(source, places);
        return comments;
    }

    /** Those above all else. */
    List<String> header() {
        List<String> all = List.copyOf(header);
        header.clear();
        return all;
    }

    /** Those below all else. */
    List<String> footer() {
        return footer;
    }

    /** Lines above a node. */
    List<String> above(Node node) {
        List<String> lines = above.remove(node.span().start());
        return lines == null ? List.of() : lines;
    }

    /** What stands behind a node in its line, or {@code null}. */
    @Nullable String beside(Node node) {
        return beside.remove(node.span().start());
    }

    /** Whether the author left an empty line above a node and its comments. */
    boolean afterBlank(Node node) {
        return afterBlank.remove(node.span().start());
    }

    /** Whether a comment belongs to something inside of a node. */
    boolean inside(Node node) {
        Integer first = commented.higher(node.span().start());
        return first != null && first < node.span().end();
    }

    private void read(SourceText source, Places places) {
        String text = source.text();
        boolean blank = false;
        boolean ownLine = true;
        boolean empty = true;
        int at = 0;
        while (at < text.length()) {
            Integer end = places.scalars.get(at);
            char c = text.charAt(at);
            if (places.anchors.contains(at)) {
                if (ownLine && blank) {
                    afterBlank.add(at);
                }
                blank = false;
            }
            if (end != null && end > at) {
                ownLine = text.lastIndexOf('\n', end - 1) >= at;
                empty = ownLine;
                at = end;
                continue;
            }
            boolean starts = at == 0 || Character.isWhitespace(text.charAt(at - 1));
            if (c == '#' && starts) {
                int stop = lineEnd(text, at);
                add(text.substring(at, stop).stripTrailing(), at, ownLine, source, places.anchors);
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

    private void add(String comment, int at, boolean ownLine, SourceText source, NavigableSet<Integer> anchors) {
        Integer next = anchors.higher(at);
        Integer before = anchors.lower(at);
        if (!ownLine && before != null && source.line(before) == source.line(at)) {
            commented.add(before);
            beside.merge(before, comment, (one, other) -> one + " " + other.replaceFirst("^#+ *", ""));
        } else if (before == null) {
            header.add(comment);
        } else if (next == null) {
            footer.add(comment);
        } else {
            commented.add(next);
            above.computeIfAbsent(next, same -> new ArrayList<>()).add(comment);
        }
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Where scalars stand, so that a # in them isn't taken for a comment, and where keys and items begin. */
    private static final class Places {
        private final Map<Integer, Integer> scalars = new TreeMap<>();
        private final NavigableSet<Integer> anchors = new TreeSet<>();

        void visit(Node node) {
            switch (node) {
                case ScalarNode scalar ->
                    scalars.put(scalar.span().start(), scalar.span().end());
                case ListNode list ->
                    list.items().forEach(item -> {
                        anchors.add(item.span().start());
                        visit(item);
                    });
                case MapNode map ->
                    map.entries().values().forEach(entry -> {
                        anchors.add(entry.key().span().start());
                        visit(entry.key());
                        visit(entry.value());
                    });
            }
        }
    }
}
