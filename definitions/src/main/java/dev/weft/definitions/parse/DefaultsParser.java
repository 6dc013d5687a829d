package dev.weft.definitions.parse;

import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.source.MapNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code defaults}: what holds for tasks whose action works, where they say nothing themselves. */
final class DefaultsParser {
    static final Construct CONSTRUCT = new Construct(
            "defaults",
            List.of(
                    Field.optional("timeout", Form.Simple.DURATION, "Of one attempt."),
                    Field.optional(
                            "retry",
                            new Form.Structure(() -> RetryParser.CONSTRUCT),
                            "Of failed attempts; a task's own replaces all of it.")));

    private DefaultsParser() {}

    static TaskDefaults parse(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        if (map == null) {
            return TaskDefaults.NONE;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.RUN, null);
        return new TaskDefaults(
                new Settings(parsing, templates).positive("timeout", map.get("timeout")),
                RetryParser.parse(parsing, templates, map.entries().get("retry")));
    }
}
