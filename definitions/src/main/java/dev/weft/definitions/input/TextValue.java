package dev.weft.definitions.input;

import dev.weft.definitions.source.CoreSchema;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value out of a text that somebody typed. */
final class TextValue {
    private TextValue() {}

    /**
     * @param type keyword {@code type} of the schema: a name, a list of names, or {@code null} where any is allowed
     */
    static @Nullable Object of(String text, @Nullable Object type) {
        List<String> types = switch (type) {
            case null -> List.of("null", "boolean", "integer", "number", "array", "object");
            case List<?> names -> names.stream().map(String::valueOf).toList();
            default -> List.of(String.valueOf(type));
        };
        Object plain = CoreSchema.resolve(text);
        boolean fits = switch (plain) {
            case null -> types.contains("null") && !text.isEmpty();
            case Boolean flag -> types.contains("boolean");
            case Long whole -> types.contains("integer") || types.contains("number");
            case Double decimal -> types.contains("number");
            default -> false;
        };
        if (fits) {
            return plain;
        }
        String start = text.stripLeading();
        boolean structure =
                start.startsWith("{") && types.contains("object") || start.startsWith("[") && types.contains("array");
        if (structure) {
            ProblemCollector problems = new ProblemCollector(new SourceText("input", text));
            Node node = NodeReader.read(problems);
            if (node != null && !problems.hasErrors()) {
                return NodeValues.value(node);
            }
        }
        return text;
    }
}
