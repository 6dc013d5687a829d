package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.MapNode;
import java.util.List;

/**
 * Tasks get {@code conditions}, and there is {@code condition_check}; a task without conditions runs, as all did before. Texts
 * get expressions, so what looked like one before stays text.
 */
final class To120 implements Migration {
    @Override
    public String from() {
        return "1.1.0";
    }

    @Override
    public String to() {
        return "1.2.0";
    }

    @Override
    public List<String> taskFields() {
        return List.of("conditions");
    }

    @Override
    public List<String> actions() {
        return List.of("condition_check");
    }

    @Override
    public MapNode apply(MapNode document, Lowering lowering) {
        return PlainTasks.escaped(Versioned.as(to(), document));
    }
}
