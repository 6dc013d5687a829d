package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of values that a JSON Schema describes. A type promises less than its schema, never more: what a schema leaves
 * open, or says in a way that isn't simple ({@code if}, {@code not}, a reference to itself), is of any type.
 */
public final class SchemaTypes {
    // References can make a small schema describe a huge value; what lies beyond is of any type.
    private static final int MOST_PARTS = 2_000;

    private final @Nullable Object root;
    private final Set<String> open = new HashSet<>();
    private int parts;

    private SchemaTypes(@Nullable Object root) {
        this.root = root;
    }

    /**
     * The type of a value.
     *
     * @param schema a schema, which local references ({@code #/$defs/…}) are into
     */
    public static Type of(@Nullable Object schema) {
        return new SchemaTypes(schema).type(schema);
    }

    /** What all that is said together leaves: each keyword narrows it. */
    private Type type(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map) || ++parts > MOST_PARTS || isForeign(map)) {
            return Simple.ANY;
        }
        Type type = SchemaMeet.both(said(map), written(map));
        if (map.get("$ref") instanceof String reference) {
            type = SchemaMeet.both(type, referred(reference));
        }
        for (Object part : list(map.get("allOf"))) {
            type = SchemaMeet.both(type, type(part, type));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            Type known = type;
            if (map.get(keyword) instanceof List<?> choices) {
                type = SchemaMeet.both(
                        type,
                        Types.oneOf(choices.stream()
                                .map(choice -> type(choice, known))
                                .toList()));
            }
        }
        return type;
    }

    /** Of a part that may leave out what the whole has said: that it is a map. */
    private Type type(@Nullable Object part, Type known) {
        boolean unsaid = part instanceof Map<?, ?> map && map.containsKey("properties") && !map.containsKey("type");
        if (!unsaid || !Types.isMap(known)) {
            return type(part);
        }
        Map<Object, Object> whole = new LinkedHashMap<>((Map<?, ?>) part);
        whole.put("type", "object");
        return type(whole);
    }

    // References within a schema that has a name of its own are into that one.
    private boolean isForeign(Map<?, ?> schema) {
        return schema != root && schema.containsKey("$id");
    }

    private static Type written(Map<?, ?> schema) {
        if (schema.containsKey("const")) {
            return LiteralTypes.of(schema.get("const"));
        }
        return schema.get("enum") instanceof List<?> values
                ? Types.oneOf(values.stream().map(LiteralTypes::of).toList())
                : Simple.ANY;
    }

    private Type said(Map<?, ?> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> names) {
            return Types.oneOf(names.stream()
                    .map(name -> named(String.valueOf(name), schema))
                    .toList());
        }
        if (type instanceof String name) {
            return named(name, schema);
        }
        return Simple.ANY;
    }

    private Type named(String name, Map<?, ?> schema) {
        return switch (name) {
            case "string" -> Simple.STRING;
            case "integer" -> Simple.INTEGER;
            case "number" -> Simple.NUMBER;
            case "boolean" -> Simple.BOOLEAN;
            case "null" -> Simple.NULL;
            case "array" -> new ListOf(item(schema));
            case "object" -> object(schema);
            default -> Simple.ANY;
        };
    }

    /** {@code items} is of what {@code prefixItems} leaves over. Of places that differ nothing is known together. */
    private Type item(Map<?, ?> schema) {
        List<Type> items = new ArrayList<>();
        list(schema.get("prefixItems")).forEach(item -> items.add(type(item)));
        if (!Boolean.FALSE.equals(schema.get("items"))) {
            items.add(type(schema.get("items")));
        }
        Type item = Types.oneOf(items);
        return items.size() > 1 && item instanceof Type.OneOf ? Simple.ANY : item;
    }

    private Type object(Map<?, ?> schema) {
        Object others = schema.get("additionalProperties");
        Map<?, ?> patterns = schema.get("patternProperties") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        boolean closed = Boolean.FALSE.equals(others);
        if (properties.isEmpty() && !(closed && patterns.isEmpty() && schema.containsKey("properties"))) {
            List<Type> values = new ArrayList<>();
            patterns.values().forEach(value -> values.add(type(value)));
            if (!closed) {
                values.add(type(others));
            }
            return new MapOf(Types.oneOf(values));
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        properties.forEach((name, property) -> fields.put(String.valueOf(name), type(property)));
        return new Fields(
                fields,
                Map.of(),
                !patterns.isEmpty() ? Fields.Others.UNKNOWN : closed ? Fields.Others.NONE : Fields.Others.UNDECLARED);
    }

    private Type referred(String reference) {
        Object target = LocalReference.find(root, reference);
        if (target == null || !open.add(reference)) {
            return Simple.ANY;
        }
        Type type = type(target);
        open.remove(reference);
        return type;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
