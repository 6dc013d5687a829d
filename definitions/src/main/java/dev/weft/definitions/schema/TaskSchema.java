package dev.weft.definitions.schema;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.parse.CallOrBlock;
import dev.weft.definitions.parse.Construct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a task by what it does: which of its fields go together, and what its action takes. */
final class TaskSchema {
    private static final String AGENT_TASK = "agent_task";

    private final ActionRegistry actions;
    private final Map<String, Object> definitions;

    /**
     * @param definitions takes what actions take, so that it is said once, however many constructs call them
     */
    TaskSchema(ActionRegistry actions, Map<String, Object> definitions) {
        this.actions = actions;
        this.definitions = definitions;
    }

    List<Object> rules(Construct task) {
        List<Object> rules = new ArrayList<>();
        rules.add(rule(Together.required("tasks"), Together.none(CallOrBlock.OF_A_CALL)));
        rules.add(rule(Together.required("action"), Together.none(CallOrBlock.OF_A_BLOCK)));
        rules.add(rule(
                calls(AGENT_TASK),
                Map.of("oneOf", List.of(Together.required("agent"), Together.required("capability"))),
                Together.none(CallOrBlock.OF_AN_AGENT)));
        actions.specs().forEach(action -> rules.add(rule(calls(action.name()), parameters(action))));
        return rules;
    }

    private Map<String, Object> parameters(ActionSpec<?> action) {
        Map<String, Object> shape = ShapeSchema.of(ShapeReader.of(action.parameters()));
        boolean needed =
                shape.get("required") instanceof List<?> required && !required.isEmpty() || shape.containsKey("allOf");
        String name = "parameters_of_" + action.name();
        definitions.putIfAbsent(name, needed ? shape : Map.of("anyOf", List.of(shape, Map.of("type", "null"))));
        Map<String, Object> then = new LinkedHashMap<>();
        then.put("properties", Map.of("parameters", Map.of("$ref", "#/$defs/" + name)));
        if (needed) {
            then.put("required", List.of("parameters"));
        }
        List<String> refused = CallOrBlock.notBeside(action);
        if (!refused.isEmpty()) {
            then.putAll(Together.none(refused));
        }
        return then;
    }

    private static Map<String, Object> calls(String action) {
        return Ordered.map("properties", Map.of("action", Map.of("const", action)), "required", List.of("action"));
    }

    private static Map<String, Object> rule(Map<String, Object> condition, Map<String, Object> then) {
        return Ordered.map("if", condition, "then", then);
    }

    private static Map<String, Object> rule(
            Map<String, Object> condition, Map<String, Object> then, Map<String, Object> otherwise) {
        return Ordered.map("if", condition, "then", then, "else", otherwise);
    }
}
