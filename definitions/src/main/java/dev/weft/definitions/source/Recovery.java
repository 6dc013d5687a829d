package dev.weft.definitions.source;

import dev.weft.definitions.source.Lines.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on after a mistake in the syntax: the value of the entry that holds it is blanked, then the entry, then the value of
 * the one around it, until the rest can be read. An entry is one in brackets where the whole document is in them, as in
 * JSON, else one of lines. Everything keeps its place. Not thread safe.
 */
final class Recovery {
    /** So many readings are tried at most, and so many characters read in all: a mistake costs a reading of its own. */
    private static final int MOST = 50;

    private static final int CHARACTERS = 400_000;

    private final SourceText source;
    private final Lines lines;
    private final Mending mending;
    private final boolean json;
    private final List<Blank> blanks = new ArrayList<>();
    private int readings;

    /**
     * @param mending gives the text that is read
     */
    Recovery(SourceText source, Mending mending) {
        this.source = source;
        this.lines = new Lines(source);
        this.mending = mending;
        this.json = JsonSyntax.looksLikeJson(source.text());
    }

    /**
     * A stretch that isn't read.
     *
     * @param whole whether the key is blanked, too
     * @param from first character that is blanked
     */
    private record Blank(Entry entry, boolean whole, int from, int end) {}

    /**
     * What is blanked.
     *
     * @param around the first character of the entry or the bracket that holds it; -1 for none
     * @param start first character
     * @param key where its key or value begins
     * @param colon behind its key; -1 where it has no key
     * @param end one past its last character
     * @param next one past what separates it from the one behind it
     */
    private record Entry(int around, int start, int key, int colon, int end, int next) {}

    private @Nullable Entry entry(int at, Kind kind) {
        if (json) {
            FlowEntries.Entry found = FlowEntries.at(text(), at);
            if (found == null) {
                return null;
            }
            boolean comma = mending.text().charAt(found.end()) == ',';
            int key = found.start();
            while (key < found.end() && Character.isWhitespace(source.text().charAt(key))) {
                key++;
            }
            return new Entry(
                    found.open(),
                    found.start(),
                    key,
                    found.colon() < at ? found.colon() : -1,
                    found.end(),
                    comma ? found.end() + 1 : found.end());
        }
        Line line = lines.at(at);
        Line meant = kind == Kind.INDENTATION ? lines.around(line) : line;
        return meant == null ? null : entry(meant);
    }

    private Entry entry(Line line) {
        Line around = lines.around(line);
        int end = lines.end(line);
        return new Entry(
                around == null ? -1 : around.content(),
                source.offset(line.number()),
                line.content(),
                line.colon(),
                end,
                end);
    }

    private @Nullable Entry around(Entry entry) {
        return entry.around() < 0 ? null : entry(entry.around(), Kind.ENTRY);
    }

    /** Where a mistake is: in brackets the place itself, as the bracket that opened may hold the whole document. */
    int place(SyntaxError error) {
        boolean inside = error.kind() == Kind.FIELD || error.kind() == Kind.ITEM;
        return json && inside ? error.at() : error.anchor();
    }

    /** Whether a mistake is one of its own, and doesn't follow from what is blanked. */
    boolean isNew(int at) {
        boolean end = at >= source.text().stripTrailing().length() - 1;
        // A bracket that still misses its other half at the end may have lost it to what is blanked.
        return !(json && end && !blanks.isEmpty()) && isOutside(at);
    }

    private boolean isOutside(int at) {
        return blanks.stream().allMatch(blank -> blank.end() < at);
    }

    /** Blanks what holds a mistake, or more than before; whether that makes sense. */
    boolean skip(int at, Kind kind) {
        readings++;
        if (readings > Math.min(MOST, CHARACTERS / Math.max(1, source.text().length()))) {
            return false;
        }
        if (isOutside(at)) {
            return blank(entry(at, kind), false);
        }
        Blank last =
                blanks.stream().filter(blank -> blank.end() >= at).findFirst().orElseThrow();
        blanks.remove(last);
        return !last.whole() && last.entry().colon() >= 0
                ? blank(last.entry(), true)
                : blank(around(last.entry()), false);
    }

    private boolean blank(@Nullable Entry entry, boolean whole) {
        if (entry == null) {
            return false;
        }
        boolean all = whole || entry.colon() < 0;
        int from = all ? entry.start() : entry.colon() + 1;
        Blank blank = new Blank(entry, all, from, Math.max(from, all ? entry.next() : entry.end()));
        blanks.removeIf(other -> other.from() >= blank.from() && other.end() <= blank.end());
        blanks.add(blank);
        return true;
    }

    /** The text to read next, without what is blanked. */
    String text() {
        if (blanks.isEmpty()) {
            return mending.text();
        }
        StringBuilder text = new StringBuilder(mending.text());
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

    /**
     * What is damaged in the tree that was read, of the first document; {@code null} where nothing is.
     *
     * @param unread values for which there is nothing in the tree
     */
    @Nullable Damage damage(Node root, List<Pointer> unread) {
        List<Blank> inside = blanks.stream()
                .filter(blank -> blank.from() <= root.span().end())
                .toList();
        if (inside.isEmpty() && unread.isEmpty()) {
            return null;
        }
        Damage damage = new Damage();
        unread.forEach(damage::unread);
        for (Blank blank : inside) {
            if (!blank.whole()) {
                damage.unread(path(root, blank.entry().key()));
            } else {
                int around = blank.entry().around();
                damage.incomplete(around < 0 ? Pointer.ROOT : path(root, around));
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
        INDENTATION,
        /** In a map in braces, where a comma or the brace is expected. */
        FIELD,
        /** In a list in brackets, where a comma or the bracket is expected. */
        ITEM
    }
}
