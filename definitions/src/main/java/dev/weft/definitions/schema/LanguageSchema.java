package dev.weft.definitions.schema;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.parse.Construct;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.parse.Field;
import dev.weft.definitions.parse.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generates the JSON Schema of the language. */
public final class LanguageSchema {
    private final ActionRegistry actions;
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private LanguageSchema(ActionRegistry actions) {
        this.actions = actions;
    }

    /** The schema of a document with the given actions, JSON-like, in a fixed order. */
    public static Map<String, Object> of(ActionRegistry actions) {
        LanguageSchema language = new LanguageSchema(actions);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Weft definition " + DefinitionParser.VERSION);
        schema.putAll(language.construct(DefinitionParser.CONSTRUCT));
        schema.put("$defs", language.definitions);
        return schema;
    }

    private Map<String, Object> construct(Construct construct) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        boolean task = false;
        for (Field field : construct.fields()) {
            Map<String, Object> value = new LinkedHashMap<>(form(field.form()));
            value.put("description", field.later() ? field.doc() + " " + ShapeSchema.LATER : field.doc());
            properties.put(field.name(), value);
            task |= field.form() instanceof Form.Parameters;
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (properties.containsKey("action")) {
            properties.put("action", action());
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        if (!construct.alternatives().isEmpty()) {
            schema.put(
                    "oneOf",
                    construct.alternatives().stream().map(Together::required).toList());
        }
        if (task) {
            schema.put("allOf", new TaskSchema(actions, definitions).rules(construct));
        }
        return schema;
    }

    // A constant each, so that an editor shows beside each name what it does.
    private Map<String, Object> action() {
        List<Object> names = new ArrayList<>();
        for (ActionSpec<?> action : actions.specs()) {
            String summary = action.later() ? action.summary() + " " + ShapeSchema.LATER : action.summary();
            names.add(Ordered.map("const", action.name(), "description", summary));
        }
        return Ordered.map("description", "What it does.", "anyOf", names);
    }

    private Map<String, Object> form(Form form) {
        return switch (form) {
            case Form.Simple simple -> simple(simple);
            case Form.Pattern text -> Texts.named(text);
            case Form.Computable computable ->
                Texts.orHoles(computable.pattern().pattern());
            case Form.Whole whole -> {
                Map<String, Object> number =
                        Ordered.map("type", "integer", "minimum", whole.min(), "maximum", whole.max());
                yield whole.computed() ? Texts.orComputed(number) : number;
            }
            case Form.Decimal decimal ->
                Texts.orComputed(Ordered.map("type", "number", "minimum", decimal.min(), "maximum", decimal.max()));
            case Form.Choice choice -> Map.of("enum", choice.words());
            case Form.Texts texts -> Ordered.map("type", "array", "items", Texts.PLAIN);
            case Form.Needs needs ->
                Map.of(
                        "anyOf",
                        List.of(
                                Map.of("const", "all"),
                                Ordered.map("type", "array", "items", Texts.PLAIN, "uniqueItems", true)));
            case Form.Named named -> named(named);
            case Form.Structure structure -> reference(structure.construct().get());
            case Form.Either either -> Map.of("anyOf", List.of(form(either.first()), form(either.second())));
            case Form.Parameters parameters -> Map.of();
        };
    }

    private static Map<String, Object> simple(Form.Simple simple) {
        return switch (simple) {
            case TEXT -> Texts.PLAIN;
            case TEMPLATE -> Texts.NOT_BLANK;
            case ID -> Map.of("type", "string");
            case DURATION -> Texts.duration(false);
            case DELAY -> Texts.duration(true);
            case SIZE -> Texts.SIZE;
            case TOLERANCE -> Texts.SHARE;
            case COLLECTION -> {
                Map<String, Object> list = Texts.orComputed(Map.of("type", "array"));
                yield Map.of("anyOf", List.of(list, Ordered.map("type", "object", "additionalProperties", list)));
            }
            case CEL -> Texts.CEL;
            case ANY -> Map.of();
            case SCHEMA -> InputSchema.OF;
        };
    }

    private Map<String, Object> named(Form.Named named) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", named.empty() == Form.Empty.NULL ? List.of("object", "null") : "object");
        Optional.ofNullable(named.names()).ifPresent(names -> map.put("propertyNames", Texts.named(names)));
        map.put("additionalProperties", form(named.value()));
        if (named.empty() == Form.Empty.REFUSED) {
            map.put("minProperties", 1);
        }
        return map;
    }

    private Map<String, Object> reference(Construct construct) {
        String name = construct.name().replaceFirst("^an? ", "").replace(' ', '_');
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, construct(construct));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }
}
