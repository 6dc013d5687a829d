package dev.weft.definitions.parse;

import dev.weft.definitions.model.Input;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code inputs}: each a JSON Schema, or {@code any}. Whether they are schemas is checked later, all at once. */
final class InputsParser {
    private static final String ANY = "any";

    static final Form FORM = new Form.Either(
            new Form.Named(Form.Simple.SCHEMA, new Form.Pattern(Ids.NAME.pattern()), Form.Empty.NULL),
            new Form.Choice(List.of(ANY)));

    private static final Set<String> TYPES =
            Set.of("string", "integer", "number", "boolean", "array", "object", "null");
    private static final Map<String, String> OTHER_TYPES = Map.ofEntries(
            Map.entry("str", "string"),
            Map.entry("text", "string"),
            Map.entry("int", "integer"),
            Map.entry("long", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("decimal", "number"),
            Map.entry("bool", "boolean"),
            Map.entry("list", "array"),
            Map.entry("map", "object"),
            Map.entry("dict", "object"));

    private InputsParser() {}

    /** The declared inputs; {@code null} where any is accepted. */
    static @Nullable Map<String, Input> parse(Parsing parsing, @Nullable Node node) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        if (node instanceof ScalarNode any && any.isText() && any.text().equals(ANY)) {
            return null;
        }
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries().values()) {
                Ids.check(parsing, "the name of an input", entry.key(), Ids.NAME);
                if (entry.value() instanceof MapNode schema) {
                    Map<String, @Nullable Object> values = NodeValues.map(schema);
                    inputs.put(entry.key().text(), Input.of(values));
                } else if (entry.value() instanceof ScalarNode scalar && Boolean.TRUE.equals(scalar.value())) {
                    // A schema that every value matches.
                    inputs.put(entry.key().text(), Input.of(Map.of()));
                } else if (entry.value() instanceof ScalarNode scalar && Boolean.FALSE.equals(scalar.value())) {
                    parsing.error(
                            ProblemCode.INPUT_SCHEMA,
                            scalar,
                            "Expected a JSON Schema for the input "
                                    + entry.key().text() + " that some value matches, but found false",
                            "Write " + entry.key().text() + ": true where any value will do, or remove the input.");
                } else {
                    parsing.error(
                            ProblemCode.TYPE,
                            entry.value() instanceof ScalarNode scalar && scalar.isNull() ? entry.key() : entry.value(),
                            "Expected a JSON Schema for the input "
                                    + entry.key().text() + ", but found "
                                    + entry.value().describe(),
                            "Write " + entry.key().text() + ": {type: " + type(entry.value()) + ".");
                }
            }
        } else if (node != null && !(node instanceof ScalarNode scalar && scalar.isNull())) {
            parsing.mismatch(
                    "inputs",
                    "a map from names to JSON Schemas",
                    node,
                    "Write inputs: {source: {type: string}}, or inputs: any where everything is accepted.");
        }
        return inputs;
    }

    private static String type(Node written) {
        String name = written instanceof ScalarNode scalar ? scalar.text() : "";
        String meant = TYPES.contains(name) ? name : OTHER_TYPES.get(name);
        return meant == null ? "string}, or another type" : meant + "}";
    }
}
