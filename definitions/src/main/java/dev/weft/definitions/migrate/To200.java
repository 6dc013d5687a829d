package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.MapNode;
import java.util.List;

/** Tasks get a time limit, retries and checkpoints; one without has no limit and one attempt, as all had before. */
final class To200 implements Migration {
    @Override
    public String from() {
        return "1.2.0";
    }

    @Override
    public String to() {
        return "2.0.0";
    }

    @Override
    public List<String> taskFields() {
        return List.of("timeout_seconds", "retry_count", "retry_delay", "checkpoint");
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
