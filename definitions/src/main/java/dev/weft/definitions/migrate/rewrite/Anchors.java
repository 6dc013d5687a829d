package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where keys and items of a document begin, what stands beside and around each, and where its scalars are. */
final class Anchors {
    private final NavigableMap<Integer, Anchor> byStart = new TreeMap<>();
    private final Map<Integer, Integer> scalars = new HashMap<>();
    private final Anchor top;

    /**
     * A key with its value, or an item of a list. All places are UTF-16 code units from the start of the document.
     *
     * @param value of the key; the item
     * @param parent what holds it; {@code null} at the top
     * @param place among the children of what holds it
     */
    record Anchor(int start, Node value, @Nullable Anchor parent, int place, List<Anchor> children) {
        int end() {
            return value.span().end();
        }

        /** Whether the value has no place of its own, as it begins with the first of what it holds. */
        boolean beginsWithItsFirst() {
            return !children.isEmpty()
                    && children.getFirst().start() == value.span().start();
        }
    }

    Anchors(Node root) {
        top = new Anchor(root.span().start(), root, null, 0, new ArrayList<>());
        visit(root, top);
    }

    /** The key or item that begins at a place, the innermost where several do; {@code null} where none does. */
    @Nullable Anchor at(int start) {
        return byStart.get(start);
    }

    /** The last key or item that begins before a place, or {@code null}. */
    @Nullable Anchor before(int place) {
        Map.Entry<Integer, Anchor> found = byStart.lowerEntry(place);
        return found == null ? null : found.getValue();
    }

    /** Where the first key or item behind a place begins, or {@code null}. */
    @Nullable Integer next(int place) {
        return byStart.higherKey(place);
    }

    /** Where the scalar ends that begins at a place, or {@code null} where none does. */
    @Nullable Integer scalarEnd(int start) {
        return scalars.get(start);
    }

    /** What stands beside an anchor and itself, in the order written. */
    List<Anchor> siblings(Anchor anchor) {
        return (anchor.parent() == null ? top : anchor.parent()).children();
    }

    private void visit(Node node, Anchor around) {
        switch (node) {
            case ScalarNode scalar ->
                scalars.put(scalar.span().start(), scalar.span().end());
            case ListNode list -> list.items().forEach(item -> add(item, item, around));
            case MapNode map ->
                map.entries().values().forEach(entry -> {
                    scalars.put(entry.key().span().start(), entry.key().span().end());
                    add(entry.key(), entry.value(), around);
                });
        }
    }

    private void add(Node place, Node value, Anchor around) {
        int start = place.span().start();
        // What an alias stands for was visited where it is written.
        if (start < around.start()) {
            return;
        }
        Anchor anchor = new Anchor(
                start, value, around == top ? null : around, around.children().size(), new ArrayList<>());
        around.children().add(anchor);
        byStart.put(start, anchor);
        if (value.span().start() >= start) {
            visit(value, anchor);
        }
    }
}
