package dev.weft.definitions.schema;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of a record: an action's parameters, each written out or computed, or the fields of an agent's file. */
final class ShapeSchema {
    /** A whole <code>${{ … }}</code>. */
    static final Map<String, Object> EXPRESSION =
            Ordered.map("type", "string", "pattern", "^\\$\\{\\{[\\s\\S]*\\}\\}$");

    /** Said of what is read and checked, but not carried out. */
    static final String LATER = "Not carried out by this release.";

    private final boolean computed;

    private ShapeSchema(boolean computed) {
        this.computed = computed;
    }

    /** The schema of a map, in which expressions may stand for values. */
    static Map<String, Object> of(Shape.Fields shape) {
        return new ShapeSchema(true).fields(shape);
    }

    /** The schema of a map in which nothing is computed. */
    static Map<String, Object> written(Shape.Fields shape) {
        return new ShapeSchema(false).fields(shape);
    }

    private Map<String, Object> fields(Shape.Fields shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            Map<String, Object> value = new LinkedHashMap<>(value(field));
            value.put("description", field.later() ? field.doc() + " " + LATER : field.doc());
            if (!field.example().isEmpty()) {
                value.put("examples", Collections.singletonList(example(field)));
            }
            properties.put(field.name(), value);
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", shape.rest() != null);
        return schema;
    }

    private static @Nullable Object example(Shape.Field field) {
        Node node = NodeReader.read(new ProblemCollector(new SourceText(field.name(), field.example())));
        return node == null ? null : NodeValues.value(node);
    }

    private Map<String, Object> value(Shape.Field field) {
        if (field.cel()) {
            return Map.of("type", List.of("string", "boolean", "number"));
        }
        Map<String, Object> value = computable(field.shape());
        boolean any = field.shape() == Shape.Scalar.ANY;
        return field.nullable() && !any ? Map.of("anyOf", List.of(value, Map.of("type", "null"))) : value;
    }

    private Map<String, Object> computable(Shape shape) {
        Map<String, Object> written = switch (shape) {
            case Shape.Fields fields -> fields(fields);
            case Shape.Items items -> Ordered.map("type", "array", "items", computable(items.item()));
            case Shape.Entries entries ->
                Ordered.map("type", "object", "additionalProperties", computable(entries.value()));
            case Shape.Choice choice -> Map.of("enum", choice.names());
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT, DURATION -> Map.of("type", "string");
                    case WHOLE -> Map.of("type", "integer");
                    case NUMBER -> Map.of("type", "number");
                    case BOOLEAN -> Map.of("type", "boolean");
                    case ANY -> Map.of();
                };
        };
        boolean takesText = shape == Shape.Scalar.TEXT || shape == Shape.Scalar.DURATION || shape == Shape.Scalar.ANY;
        return takesText || !computed ? written : Map.of("anyOf", List.of(written, EXPRESSION));
    }
}
