package dev.weft.definitions.schema;

import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.OneOf;
import dev.weft.definitions.action.Schema;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of a record: an action's parameters, each written out or computed, or the fields of an agent's file. */
final class ShapeSchema {
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
        List<Object> together = together(shape);
        if (!together.isEmpty()) {
            schema.put("allOf", together);
        }
        return schema;
    }

    private static List<Object> together(Shape.Fields shape) {
        List<Object> rules = new ArrayList<>();
        for (OneOf group : shape.type().getAnnotationsByType(OneOf.class)) {
            rules.addAll(Together.rules(group));
        }
        for (RecordComponent component : shape.type().getRecordComponents()) {
            Beside beside = component.getAnnotation(Beside.class);
            if (beside != null) {
                rules.addAll(Together.rules(ShapeReader.name(component), beside));
            }
        }
        return rules;
    }

    private static @Nullable Object example(Shape.Field field) {
        Node node = NodeReader.read(new ProblemCollector(new SourceText(field.name(), field.example())));
        return node == null ? null : NodeValues.value(node);
    }

    private Map<String, Object> value(Shape.Field field) {
        if (field.cel()) {
            return Texts.CEL;
        }
        Map<String, Object> value = computable(field.shape(), field.written());
        boolean any = field.shape() == Shape.Scalar.ANY;
        return field.nullable() && !any ? Map.of("anyOf", List.of(value, Map.of("type", "null"))) : value;
    }

    private Map<String, Object> computable(Shape shape, AnnotatedType type) {
        Bounds bounds = type.getAnnotation(Bounds.class);
        Map<String, Object> written = switch (shape) {
            case Shape.Fields fields -> fields(fields);
            case Shape.Items items -> items(items, last(type), bounds);
            case Shape.Entries entries -> entries(entries, type, bounds);
            case Shape.Choice choice -> Map.of("enum", choice.names());
            case Shape.Scalar scalar -> scalar(scalar, bounds);
        };
        if (type.isAnnotationPresent(Schema.class)) {
            written = Map.of("anyOf", List.of(written, Map.of("const", true)));
        }
        boolean takesText = shape == Shape.Scalar.TEXT || shape == Shape.Scalar.DURATION || shape == Shape.Scalar.ANY;
        return takesText || !computed ? written : Texts.orComputed(written);
    }

    private Map<String, Object> items(Shape.Items shape, AnnotatedType item, @Nullable Bounds bounds) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", computable(shape.item(), item));
        if (bounds != null && bounds.min() > 0) {
            list.put("minItems", bounds.min());
        }
        if (bounds != null && bounds.distinct()) {
            list.put("uniqueItems", true);
        }
        return list;
    }

    private Map<String, Object> entries(Shape.Entries shape, AnnotatedType type, @Nullable Bounds bounds) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "object");
        Bounds names = arguments(type)[0].getAnnotation(Bounds.class);
        if (names != null) {
            map.put("propertyNames", Texts.bounded(names));
        }
        map.put("additionalProperties", computable(shape.value(), last(type)));
        if (bounds != null && bounds.min() > 0) {
            map.put("minProperties", bounds.min());
        }
        return map;
    }

    private static Map<String, Object> scalar(Shape.Scalar scalar, @Nullable Bounds bounds) {
        Map<String, Object> text = bounds == null || bounds.pattern().isEmpty() ? Map.of() : Texts.bounded(bounds);
        return switch (scalar) {
            case TEXT -> text.isEmpty() ? Map.of("type", "string") : text;
            case DURATION -> Texts.duration(bounds == null || bounds.min() <= 0);
            case WHOLE -> number("integer", bounds);
            case NUMBER -> number("number", bounds);
            case BOOLEAN -> Map.of("type", "boolean");
            case ANY ->
                bounds != null && bounds.flat()
                        ? FLAT
                        : text.isEmpty() ? Map.of() : Map.of("anyOf", List.of(number("integer", bounds), text));
        };
    }

    private static final Map<String, Object> STRUCTURE = Map.of("type", List.of("object", "array"));

    private static final Map<String, Object> FLAT = Ordered.map(
            "not",
            Map.of("anyOf", List.of(Map.of("type", "object"), Ordered.map("type", "array", "contains", STRUCTURE))));

    private static Map<String, Object> number(String type, @Nullable Bounds bounds) {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("type", type);
        if (bounds != null && bounds.min() != Long.MIN_VALUE) {
            number.put("minimum", bounds.min());
        }
        if (bounds != null && bounds.max() != Long.MAX_VALUE) {
            number.put("maximum", bounds.max());
        }
        return number;
    }

    private static AnnotatedType last(AnnotatedType generic) {
        AnnotatedType[] arguments = arguments(generic);
        return arguments[arguments.length - 1];
    }

    private static AnnotatedType[] arguments(AnnotatedType generic) {
        return ((AnnotatedParameterizedType) generic).getAnnotatedActualTypeArguments();
    }
}
