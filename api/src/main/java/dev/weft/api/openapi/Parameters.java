package dev.weft.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.definitions.duration.DurationText;
import dev.weft.worker.protocol.RunStatus;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** What the parameters of routes may be: all of them are read as texts, so their names say what is in them. */
final class Parameters {
    private Parameters() {}

    static ArrayNode of(Method method, String path) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Parameter parameter : method.getParameters()) {
            PathParam inPath = parameter.getAnnotation(PathParam.class);
            QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
            HeaderParam inHeader = parameter.getAnnotation(HeaderParam.class);
            if (inPath != null && path.contains("{" + inPath.value() + "}")) {
                all.add(one("path", inPath.value(), schema(inPath.value(), path))
                        .put("required", true));
            } else if (inQuery != null) {
                all.add(one("query", inQuery.value(), schema(inQuery.value(), path)));
            } else if (inHeader != null && !inHeader.value().equals("Authorization")) {
                all.add(one("header", inHeader.value(), schema(inHeader.value(), path)));
            }
        }
        return all;
    }

    private static ObjectNode one(String in, String name, ObjectNode schema) {
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        parameter.put("name", name).put("in", in).set("schema", schema);
        return parameter;
    }

    private static ObjectNode schema(String name, String path) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        return switch (name) {
            case "limit" ->
                schema.put("type", "integer")
                        .put("minimum", 1)
                        .put("maximum", 200)
                        .put("default", 50);
            case "n", "from", "to", "revision", "after" ->
                schema.put("type", "integer").put("format", "int32").put("minimum", 0);
            case "since", "until" -> schema.put("type", "string").put("format", "date-time");
            case "wait" ->
                schema.put("type", "string")
                        .put("pattern", "^" + DurationText.PATTERN + "$")
                        .put("example", "30s");
            case "mine" -> schema.put("type", "boolean");
            case "label" -> {
                schema.put("type", "array")
                        .putObject("items")
                        .put("type", "string")
                        .put("pattern", "^[^=\"]+=[^\"]*$");
                yield schema;
            }
            case "status" ->
                path.contains("approvals")
                        ? words(schema, List.of("pending", "decided", "all"))
                        : words(
                                schema,
                                Arrays.stream(RunStatus.values())
                                        .map(RunStatus::name)
                                        .toList());
            case "Idempotency-Key" ->
                schema.put("type", "string").put("minLength", 1).put("maxLength", 255);
            case "Last-Event-ID" -> schema.put("type", "string").put("pattern", "^[0-9]{1,18}$");
            case "id", "run" -> schema.put("type", "string").put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");
            case "path", "task" -> schema.put("type", "string").put("pattern", "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$");
            case "If-Match", "If-None-Match" -> schema.put("type", "string").put("example", "\"1-5f1c0a7d3b2e4f60\"");
            case "workflow", "parent", "type", "user", "action", "target", "file" ->
                schema.put("type", "string").put("pattern", "^[A-Za-z0-9 /{}._-]*$");
            default -> schema.put("type", "string");
        };
    }

    private static ObjectNode words(ObjectNode schema, List<String> words) {
        ArrayNode list = schema.put("type", "string").putArray("enum");
        words.forEach(list::add);
        return schema;
    }
}
