package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.MapNode;
import java.util.List;

/** Tasks get an {@code execution_mode}; one without is ordered by its dependencies alone, as all were before. */
final class To110 implements Migration {
    @Override
    public String from() {
        return "1.0.0";
    }

    @Override
    public String to() {
        return "1.1.0";
    }

    @Override
    public List<String> taskFields() {
        return List.of("execution_mode");
    }

    @Override
    public List<String> actions() {
        return List.of();
    }

    @Override
    public MapNode apply(MapNode document, Lowering lowering) {
        return Versioned.as(to(), document);
    }
}
