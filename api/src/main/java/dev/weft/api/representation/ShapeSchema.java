package dev.weft.api.representation;

import dev.weft.definitions.action.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes of parameters as JSON Schema 2020-12. */
final class ShapeSchema {
    private ShapeSchema() {}

    static Map<String, Object> of(Shape shape) {
        return switch (shape) {
            case Shape.Fields fields -> fields(fields);
            case Shape.Items items -> typed("array", "items", of(items.item()));
            case Shape.Entries entries -> typed("object", "additionalProperties", of(entries.value()));
            case Shape.Choice choice -> typed("string", "enum", choice.names());
            case Shape.Scalar scalar -> scalar(scalar);
        };
    }

    private static Map<String, Object> fields(Shape.Fields shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Shape.Field field : shape.fields()) {
            Map<String, Object> property = new LinkedHashMap<>(of(field.shape()));
            if (!field.doc().isEmpty()) {
                property.put("description", field.doc());
            }
            if (!field.example().isEmpty()) {
                property.put("examples", List.of(field.example()));
            }
            properties.put(field.name(), property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                shape.fields().stream()
                        .filter(Shape.Field::required)
                        .map(Shape.Field::name)
                        .toList());
        schema.put("additionalProperties", shape.rest() != null);
        return schema;
    }

    private static Map<String, Object> scalar(Shape.Scalar scalar) {
        return switch (scalar) {
            case TEXT -> Map.of("type", "string");
            case WHOLE -> Map.of("type", "integer");
            case NUMBER -> Map.of("type", "number");
            case BOOLEAN -> Map.of("type", "boolean");
            case DURATION -> Map.of("type", "string", "format", "weft-duration");
            case ANY -> Map.of();
        };
    }

    private static Map<String, Object> typed(String type, String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put(keyword, value);
        return schema;
    }
}
