package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Writes the definitions of a file in schema 3.0.0. Thread safe; takes time linear in what it writes. */
public final class Rewriter {
    private Rewriter() {}

    /**
     * Writes each definition.
     *
     * @param root all of the file
     * @param definitions that were lowered from it without an error
     */
    public static List<Rewritten> rewrite(SourceText source, Node root, List<Lowered> definitions) {
        List<MapNode> documents = definitions.stream()
                .map(Lowered::document)
                .filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .toList();
        Comments comments = Comments.of(source, root, documents);
        List<Rewritten> all = new ArrayList<>();
        for (Lowered one : definitions) {
            if (!(one.document() instanceof MapNode document)) {
                continue;
            }
            String id = document.get("id") instanceof ScalarNode scalar ? scalar.text() : "";
            boolean last = one == definitions.getLast();
            String text = one.from().equals(DefinitionParser.VERSION)
                    ? source.text()
                    : LineEnds.like(
                            source.text(),
                            new DocumentWriter(comments).write(document, one.key(), all.isEmpty(), last));
            all.add(new Rewritten(id, one.from(), one.changes(), text));
        }
        return all;
    }
}
