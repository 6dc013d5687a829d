package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes one document: a line a field, short lists of single values in brackets. Not thread safe. */
final class DocumentWriter {
    private static final int WIDTH = 100;

    private final Comments comments;
    private final StringBuilder out = new StringBuilder();

    DocumentWriter(Comments comments) {
        this.comments = comments;
    }

    /**
     * The document.
     *
     * @param key what names it in its file
     * @param first whether what stands above all of the file goes above it
     * @param last whether what stands below all of the file goes below it
     */
    String write(MapNode document, Node key, boolean first, boolean last) {
        if (first) {
            lines(comments.header(), 0);
        }
        lines(comments.above(key), 0);
        map(document, 0, false);
        if (last) {
            lines(comments.footer(), 0);
        }
        return out.toString();
    }

    private void map(MapNode map, int indent, boolean started) {
        boolean here = started;
        for (MapNode.Entry entry : map.entries().values()) {
            if (!here) {
                lead(entry, indent);
                indent(indent);
            }
            here = false;
            String key = ScalarWriter.key(entry.key());
            // A longer one can't stand in front of its colon.
            if (key.length() > 1000) {
                out.append("? ").append(key).append('\n');
                indent(indent);
                key = "";
            }
            out.append(key).append(':');
            value(entry.value(), indent, beside(entry));
        }
    }

    private void lead(MapNode.Entry entry, int indent) {
        boolean blank = comments.afterBlank(entry.key());
        if (became(entry)) {
            blank |= comments.afterBlank(entry.value());
        }
        if (blank && !out.isEmpty()) {
            out.append('\n');
        }
        lines(comments.above(entry.key()), indent);
        if (became(entry)) {
            lines(comments.above(entry.value()), indent);
        }
    }

    private @Nullable String beside(MapNode.Entry entry) {
        List<String> texts = new ArrayList<>(comments.beside(entry.key()));
        if (became(entry)) {
            texts.addAll(comments.beside(entry.value()));
        }
        return texts.isEmpty() ? null : Comments.joined(texts);
    }

    // An item of a list that is an entry now: its key comes from inside of it, and what stood at its dash is about it.
    private static boolean became(MapNode.Entry entry) {
        Span key = entry.key().span();
        Span value = entry.value().span();
        return entry.value() instanceof MapNode && key.start() >= value.start() && key.end() <= value.end();
    }

    private void value(Node node, int indent, @Nullable String comment) {
        switch (node) {
            case ScalarNode scalar -> scalar(scalar, indent, comment);
            case MapNode map -> {
                if (map.entries().isEmpty()) {
                    end(" {}", comment);
                } else {
                    end("", comment);
                    map(map, indent + 2, false);
                }
            }
            case ListNode list -> {
                String line = line(list, indent);
                if (line != null) {
                    end(" " + line, comment);
                } else {
                    end("", comment);
                    list(list, indent + 2);
                }
            }
        }
    }

    private void list(ListNode list, int indent) {
        for (Node item : list.items()) {
            if (comments.afterBlank(item)) {
                out.append('\n');
            }
            lines(comments.above(item), indent);
            boolean map = item instanceof MapNode fields && !fields.entries().isEmpty();
            List<String> beside = comments.beside(item);
            if (item instanceof MapNode fields && map) {
                // The first field stands in the line of the hyphen.
                lines(beside, indent);
                lines(comments.above(fields.entries().values().iterator().next().key()), indent);
            }
            indent(indent);
            out.append('-');
            if (map) {
                out.append(' ');
                map((MapNode) item, indent + 2, true);
            } else {
                value(item, indent, beside.isEmpty() ? null : beside.getFirst());
            }
        }
    }

    /** A list in one line, or {@code null} where it needs more. */
    private @Nullable String line(ListNode list, int indent) {
        if (list.items().size() > WIDTH || comments.inside(list)) {
            return null;
        }
        StringJoiner line = new StringJoiner(", ", "[", "]");
        for (Node item : list.items()) {
            if (!(item instanceof ScalarNode scalar)) {
                return null;
            }
            line.add(ScalarWriter.value(scalar, true));
        }
        return line.length() + indent > WIDTH ? null : line.toString();
    }

    private void scalar(ScalarNode scalar, int indent, @Nullable String comment) {
        if (!ScalarWriter.isBlock(scalar)) {
            end(" " + ScalarWriter.value(scalar, false), comment);
            return;
        }
        String[] lines = ScalarWriter.block(scalar.text());
        end(" " + lines[0], comment);
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                indent(indent + 2);
            }
            out.append(lines[i]).append('\n');
        }
    }

    private void end(String text, @Nullable String comment) {
        out.append(text);
        if (comment != null) {
            out.append(text.isEmpty() ? " " : "  ").append(comment);
        }
        out.append('\n');
    }

    private void lines(List<String> lines, int indent) {
        for (String line : lines) {
            indent(indent);
            out.append(line).append('\n');
        }
    }

    private void indent(int indent) {
        out.append(" ".repeat(indent));
    }
}
