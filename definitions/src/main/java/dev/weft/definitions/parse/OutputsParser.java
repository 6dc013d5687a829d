package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code outputs}: what a run or block gives, by name; and {@code inputs} that a trigger gives. */
final class OutputsParser {
    private OutputsParser() {}

    /** The values; {@code null} where the author gave none. */
    static @Nullable Map<String, Template> parse(
            Parsing parsing, String field, TemplateReader templates, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof MapNode map)) {
            parsing.mismatch(field, "a map", node, "Write each by its name, such as " + field + ": {path: out/a.md}.");
            return null;
        }
        Map<String, Template> outputs = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> outputs.put(name, templates.any(entry.value())));
        return outputs;
    }
}
