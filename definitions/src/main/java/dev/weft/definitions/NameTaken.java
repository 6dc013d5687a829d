package dev.weft.definitions;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that holds an agent or a definition whose name another file has. */
public final class NameTaken {
    /** Where documents of all versions and dialects say what they are called; before them the keys of several in one. */
    private static final List<String> FIELDS = List.of("id", "workflow_id", "name");

    private NameTaken() {}

    /**
     * What is wrong with it, at the place where the name stands, or at the document where it is derived from something else.
     *
     * @param source a document without errors
     * @param name of the agent, or the id of the definition
     * @param other the file that has it, as people know it
     */
    public static Problem of(SourceText source, String name, String other) {
        ProblemCollector found = new ProblemCollector(source);
        Span span = new Span(0, 1);
        Pointer path = Pointer.ROOT;
        if (NodeReader.read(new ProblemCollector(source)) instanceof MapNode document) {
            span = document.span();
            Place place = place(document, name);
            if (place != null) {
                span = place.span();
                path = place.path();
            }
        }
        found.add(
                ProblemCode.DUPLICATE_NAME,
                Severity.ERROR,
                span,
                path,
                "Expected a name of its own, but found \"" + name + "\", which " + other + " has, too",
                "What " + other + " says stays: rename or remove one of them.");
        return found.sorted().getFirst();
    }

    private static @Nullable Place place(MapNode document, String name) {
        if (document.get("workflows") instanceof MapNode several) {
            MapNode.Entry entry = several.entries().get(name);
            if (entry != null) {
                return new Place(entry.key().span(), entry.value().path());
            }
        }
        for (String field : FIELDS) {
            Node value = document.get(field);
            if (value instanceof ScalarNode) {
                return new Place(value.span(), value.path());
            }
        }
        return null;
    }

    private record Place(Span span, Pointer path) {}
}
