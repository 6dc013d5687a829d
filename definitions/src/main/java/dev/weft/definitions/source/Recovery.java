package dev.weft.definitions.source;

import dev.weft.definitions.source.Lines.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on after a mistake in the syntax: the value of the entry that holds it is blanked, then the entry, then the value of
 * the one around it, until the rest can be read. Everything keeps its place. Not thread safe.
 */
final class Recovery {
    /** So many readings are tried at most, and so many characters read in all: a mistake costs a reading of its own. */
    private static final int MOST = 50;

    private static final int CHARACTERS = 400_000;

    private final SourceText source;
    private final Lines lines;
    private final String prepared;
    private final List<Blank> blanks = new ArrayList<>();
    private int readings;

    /**
     * @param prepared the text that is read: of the length of the source
     */
    Recovery(SourceText source, String prepared) {
        this.source = source;
        this.lines = new Lines(source);
        this.prepared = prepared;
    }

    /**
     * A stretch that isn't read.
     *
     * @param whole whether the key is blanked, too
     * @param from first character that is blanked
     */
    private record Blank(Line entry, boolean whole, int from, int end) {}

    /** Whether a mistake is one of its own, and doesn't follow from what is blanked. */
    boolean isNew(int at) {
        return blanks.stream().allMatch(blank -> blank.end() < at);
    }

    /** Blanks what holds a mistake, or more than before; whether that makes sense. */
    boolean skip(int at, Kind kind) {
        readings++;
        if (readings > Math.min(MOST, CHARACTERS / Math.max(1, source.text().length()))
                || JsonSyntax.looksLikeJson(prepared)) {
            return false;
        }
        if (isNew(at)) {
            Line line = lines.at(at);
            Line around = kind == Kind.INDENTATION ? lines.around(line) : line;
            return around != null && blank(around, false);
        }
        Blank last =
                blanks.stream().filter(blank -> blank.end() >= at).findFirst().orElseThrow();
        blanks.remove(last);
        if (!last.whole() && last.entry().colon() >= 0) {
            return blank(last.entry(), true);
        }
        Line around = lines.around(last.entry());
        return around != null && blank(around, false);
    }

    private boolean blank(Line entry, boolean whole) {
        boolean all = whole || entry.colon() < 0;
        int from = all ? source.offset(entry.number()) : entry.colon() + 1;
        Blank blank = new Blank(entry, all, from, Math.max(from, lines.end(entry)));
        blanks.removeIf(other -> other.from() >= blank.from() && other.end() <= blank.end());
        blanks.add(blank);
        return true;
    }

    /** The text to read next, without what is blanked. */
    String text() {
        if (blanks.isEmpty()) {
            return prepared;
        }
        StringBuilder text = new StringBuilder(prepared);
        for (Blank blank : blanks) {
            for (int i = blank.from(); i < blank.end(); i++) {
                char c = text.charAt(i);
                if (c != '\n' && c != '\r') {
                    text.setCharAt(i, ' ');
                }
            }
        }
        return text.toString();
    }

    /** What is damaged in the tree that was read, of the first document; {@code null} where nothing is. */
    @Nullable Damage damage(Node root) {
        List<Blank> inside = blanks.stream()
                .filter(blank -> blank.from() <= root.span().end())
                .toList();
        if (inside.isEmpty()) {
            return null;
        }
        Damage damage = new Damage();
        for (Blank blank : inside) {
            Line around = lines.around(blank.entry());
            if (!blank.whole()) {
                damage.unread(path(root, blank.entry().content()));
            } else {
                damage.incomplete(around == null ? Pointer.ROOT : path(root, around.content()));
            }
        }
        return damage;
    }

    /** The path of the entry whose key begins at a place, or of the nearest one that holds it. */
    private static Pointer path(Node root, int key) {
        Pointer path = Pointer.ROOT;
        Node node = root;
        while (node != null) {
            Node next = null;
            switch (node) {
                case MapNode map -> {
                    for (MapNode.Entry entry : map.entries().values()) {
                        if (entry.key().span().start() <= key) {
                            path = entry.key().path();
                            next = entry.value();
                        }
                    }
                }
                case ListNode list -> {
                    for (Node item : list.items()) {
                        if (item.span().start() <= key) {
                            path = item.path();
                            next = item;
                        }
                    }
                }
                case ScalarNode scalar -> {}
            }
            node = next;
        }
        return path;
    }

    /** How a mistake is met. */
    enum Kind {
        /** In the entry of its line. */
        ENTRY,
        /** By the indentation of its line, which doesn't fit the lines before. */
        INDENTATION
    }
}
