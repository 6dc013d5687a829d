package dev.weft.definitions.schema;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.parse.Construct;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.parse.Field;
import dev.weft.definitions.parse.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generates the JSON Schema of the language. */
public final class LanguageSchema {
    private static final String SIZE = "^\\s*[0-9]{1,12}\\s*([bB]|[kKmMgG][iI]?[bB])?\\s*$";
    private static final String SHARE = "^\\s*0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)\\s*%\\s*$";

    /** Of these fields a construct has exactly one. */
    private static final Map<String, List<String>> ALTERNATIVES =
            Map.of("repeat", List.of("until", "while"), "a trigger", List.of("schedule", "event", "webhook"));

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
        List<String> alternatives = ALTERNATIVES.getOrDefault(construct.name(), List.of());
        if (!alternatives.isEmpty()) {
            schema.put(
                    "oneOf",
                    alternatives.stream()
                            .map(name -> Map.of("required", List.of(name)))
                            .toList());
        }
        if (task) {
            schema.put("oneOf", List.of(Map.of("required", List.of("action")), Map.of("required", List.of("tasks"))));
            schema.put("allOf", parameters());
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

    private List<Object> parameters() {
        List<Object> all = new ArrayList<>();
        for (ActionSpec<?> action : actions.specs()) {
            Map<String, Object> shape = ShapeSchema.of(ShapeReader.of(action.parameters()));
            boolean needed = shape.get("required") instanceof List<?> required && !required.isEmpty();
            Map<String, Object> then = new LinkedHashMap<>();
            then.put(
                    "properties",
                    Map.of("parameters", needed ? shape : Map.of("anyOf", List.of(shape, Map.of("type", "null")))));
            if (needed) {
                then.put("required", List.of("parameters"));
            }
            if (action.name().equals("agent_task")) {
                then.put(
                        "anyOf",
                        List.of(Map.of("required", List.of("agent")), Map.of("required", List.of("capability"))));
            }
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put(
                    "if",
                    Ordered.map(
                            "properties",
                            Map.of("action", Map.of("const", action.name())),
                            "required",
                            List.of("action")));
            rule.put("then", then);
            all.add(rule);
        }
        return all;
    }

    private Map<String, Object> form(Form form) {
        return switch (form) {
            case Form.Simple simple ->
                switch (simple) {
                    case TEXT, TEMPLATE, DURATION, ID -> Map.of("type", "string");
                    case SIZE -> text(SIZE, 1);
                    case TOLERANCE -> text(SHARE, 0);
                    case COLLECTION -> {
                        Map<String, Object> list =
                                Map.of("anyOf", List.of(Map.of("type", "array"), ShapeSchema.EXPRESSION));
                        yield Map.of(
                                "anyOf", List.of(list, Ordered.map("type", "object", "additionalProperties", list)));
                    }
                    case CEL -> Map.of("type", List.of("string", "boolean", "number"));
                    case ANY -> Map.of();
                    case SCHEMA -> Map.of("type", "object");
                };
            case Form.Pattern text -> Ordered.map("type", "string", "pattern", "^" + text.pattern() + "$");
            case Form.Whole whole -> {
                Map<String, Object> number =
                        Ordered.map("type", "integer", "minimum", whole.min(), "maximum", whole.max());
                yield whole.computed() ? Map.of("anyOf", List.of(number, ShapeSchema.EXPRESSION)) : number;
            }
            case Form.Decimal decimal ->
                Map.of(
                        "anyOf",
                        List.of(
                                Ordered.map("type", "number", "minimum", decimal.min(), "maximum", decimal.max()),
                                ShapeSchema.EXPRESSION));
            case Form.Choice choice -> Map.of("enum", choice.words());
            case Form.Texts texts -> Ordered.map("type", "array", "items", Map.of("type", "string"));
            case Form.Needs needs ->
                Map.of(
                        "anyOf",
                        List.of(
                                Map.of("const", "all"),
                                Ordered.map("type", "array", "items", Map.of("type", "string"))));
            case Form.Named named ->
                Ordered.map("type", List.of("object", "null"), "additionalProperties", form(named.value()));
            case Form.Structure structure -> reference(structure.construct().get());
            case Form.Either either -> Map.of("anyOf", List.of(form(either.first()), form(either.second())));
            case Form.Parameters parameters -> Map.of();
        };
    }

    /** A number, or text of a pattern, or an expression. */
    private static Map<String, Object> text(String pattern, int least) {
        return Map.of(
                "anyOf",
                List.of(
                        Ordered.map("type", "integer", "minimum", least),
                        Ordered.map("type", "string", "pattern", pattern),
                        ShapeSchema.EXPRESSION));
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
