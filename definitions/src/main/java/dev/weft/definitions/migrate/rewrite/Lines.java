package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are written, by the places in the author's text from which they are made: a key or an item by where it
 * began, else a value by where it stood, be its key another one now, or be it joined to others.
 */
final class Lines {
    private final Set<Integer> own = new HashSet<>();
    private final Map<Integer, Integer> byValue = new HashMap<>();
    private final Set<Integer> joined = new HashSet<>();

    Lines(Collection<MapNode> documents) {
        documents.forEach(this::visit);
    }

    /** Where the line comes from that was made from a place, or {@code null}. */
    @Nullable Integer of(int place) {
        return own.contains(place) ? (Integer) place : byValue.get(place);
    }

    /** Where the line comes from that was made from a key or item, or {@code null}. */
    @Nullable Integer of(Anchors.Anchor anchor) {
        Integer line = of(anchor.start());
        return line != null || anchor.beginsWithItsFirst()
                ? line
                : of(anchor.value().span().start());
    }

    /** Whether a value is one of several in its line. */
    boolean isJoined(Anchors.Anchor anchor) {
        return joined.contains(anchor.value().span().start());
    }

    private void visit(Node node) {
        switch (node) {
            case ScalarNode ignored -> {}
            case ListNode list ->
                list.items().forEach(item -> {
                    own.add(item.span().start());
                    visit(item);
                });
            case MapNode map ->
                map.entries().values().forEach(entry -> {
                    int line = entry.key().span().start();
                    own.add(line);
                    byValue.putIfAbsent(entry.value().span().start(), line);
                    if (entry.value() instanceof ScalarNode scalar) {
                        for (ScalarNode.Piece piece : scalar.pieces()) {
                            int place = piece.scalar().span().start();
                            byValue.putIfAbsent(place, line);
                            joined.add(place);
                        }
                    }
                    visit(entry.value());
                });
        }
    }
}
