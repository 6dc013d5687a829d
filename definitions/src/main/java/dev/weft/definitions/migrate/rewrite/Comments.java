package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The comments of a document, each by the place that it is about. Where a value has moved they go with it; those of what
 * isn't written any more stand above what is nearest to it. Each is handed out once. Not thread safe.
 */
final class Comments {
    private final SourceText source;
    private final Anchors anchors;
    private final CommentReader read;
    private final Map<Integer, List<String>> above = new TreeMap<>();
    private final Map<Integer, List<String>> beside = new TreeMap<>();
    private final Map<List<Anchors.Anchor>, @Nullable Integer[]> nearest = new IdentityHashMap<>();

    private Comments(SourceText source, Node root) {
        this.source = source;
        this.anchors = new Anchors(root);
        this.read = new CommentReader(source, anchors);
    }

    /**
     * The comments of a text.
     *
     * @param documents that are written instead of it
     */
    static Comments of(SourceText source, Node root, Collection<MapNode> documents) {
        Comments comments = new Comments(source, root);
        Lines lines = new Lines(documents);
        NavigableSet<Integer> starts = new TreeSet<>(comments.read.above.keySet());
        starts.addAll(comments.read.beside.keySet());
        for (int start : starts) {
            comments.placeAbove(start, comments.read.above.getOrDefault(start, List.of()), lines);
            comments.placeBeside(start, comments.read.beside.getOrDefault(start, List.of()), lines);
        }
        return comments;
    }

    /** Those above all else. */
    List<String> header() {
        return taken(read.header);
    }

    /** Those below all else. */
    List<String> footer() {
        return taken(read.footer);
    }

    /** Lines above a node. */
    List<String> above(Node node) {
        List<String> lines = above.remove(node.span().start());
        return lines == null ? List.of() : lines;
    }

    /** What stands behind a node in its line: one, or none. */
    List<String> beside(Node node) {
        List<String> texts = beside.remove(node.span().start());
        return texts == null ? List.of() : List.of(joined(texts));
    }

    /** Several comments as one. */
    static String joined(List<String> comments) {
        StringBuilder all = new StringBuilder();
        comments.forEach(one -> all.append(all.isEmpty() ? one : " " + one.replaceFirst("^#+ *", "")));
        return all.toString();
    }

    /** Whether the author left an empty line above a node and its comments. */
    boolean afterBlank(Node node) {
        return read.afterBlank.remove(node.span().start());
    }

    /** Whether a comment belongs to an item of a list. */
    boolean inside(ListNode list) {
        return list.items().stream()
                .map(item -> item.span().start())
                .anyMatch(start -> above.containsKey(start) || beside.containsKey(start));
    }

    private void placeAbove(int start, List<String> texts, Lines lines) {
        if (texts.isEmpty()) {
            return;
        }
        Anchors.Anchor anchor = anchors.at(start);
        Integer line = anchor == null ? null : lines.of(anchor);
        put(above, line == null && anchor != null ? near(anchor, lines) : line, texts);
    }

    private void placeBeside(int start, List<String> texts, Lines lines) {
        if (texts.isEmpty()) {
            return;
        }
        Anchors.Anchor anchor = anchors.at(start);
        Integer line = anchor == null ? null : lines.of(anchor);
        if (anchor == null || line == null) {
            put(above, anchor == null ? null : near(anchor, lines), List.of(dropped(start, anchor, joined(texts))));
        } else {
            put(lines.isJoined(anchor) ? above : beside, line, texts);
        }
    }

    /** What is said about something that isn't written any more can only be understood with it. */
    private String dropped(int start, Anchors.@Nullable Anchor anchor, String comment) {
        if (anchor == null || source.line(start) != source.line(anchor.end())) {
            return comment;
        }
        return "# " + source.text().substring(start, anchor.end()).strip() + "  " + comment;
    }

    private void put(Map<Integer, List<String>> comments, @Nullable Integer line, List<String> texts) {
        if (line == null) {
            read.header.addAll(texts);
        } else {
            comments.computeIfAbsent(line, same -> new ArrayList<>()).addAll(texts);
        }
    }

    /**
     * The line of the first that it holds, else of what follows, else of what is before, else of what holds it; {@code null}
     * where there is none.
     */
    private @Nullable Integer near(Anchors.Anchor anchor, Lines lines) {
        for (Anchors.Anchor child : anchor.children()) {
            Integer line = lines.of(child);
            if (line != null) {
                return line;
            }
        }
        for (Anchors.Anchor at = anchor; at != null; at = at.parent()) {
            List<Anchors.Anchor> siblings = anchors.siblings(at);
            Integer own = lines.of(at);
            Integer found =
                    own == null ? nearest.computeIfAbsent(siblings, same -> nearest(siblings, lines))[at.place()] : own;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Integer[] nearest(List<Anchors.Anchor> siblings, Lines lines) {
        @Nullable Integer[] near = new @Nullable Integer[siblings.size()];
        Integer after = null;
        for (int i = siblings.size() - 1; i >= 0; i--) {
            Integer line = lines.of(siblings.get(i));
            after = line == null ? after : line;
            near[i] = after;
        }
        Integer before = null;
        for (int i = 0; i < near.length; i++) {
            Integer line = lines.of(siblings.get(i));
            before = line == null ? before : line;
            near[i] = near[i] == null ? before : near[i];
        }
        return near;
    }

    private static List<String> taken(List<String> texts) {
        List<String> all = List.copyOf(texts);
        texts.clear();
        return all;
    }
}
