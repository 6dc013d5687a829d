package dev.weft.definitions.migrate;

import dev.weft.definitions.Surroundings;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one step of the chain on a text. */
final class Documents {
    private Documents() {}

    static Lowering lowering(String text) {
        return new Lowering(new ProblemCollector(new SourceText("case.yaml", text)), Surroundings.UNKNOWN.actions());
    }

    static Map<String, @Nullable Object> migrated(Migration migration, String text, Lowering lowering) {
        return values(migration.apply(node(text), lowering));
    }

    static Map<String, @Nullable Object> values(String text) {
        return values(node(text));
    }

    private static Map<String, @Nullable Object> values(MapNode node) {
        return NodeValues.map(node);
    }

    private static MapNode node(String text) {
        return (MapNode)
                Objects.requireNonNull(NodeReader.read(new ProblemCollector(new SourceText("case.yaml", text))));
    }
}
