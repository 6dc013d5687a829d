package dev.weft.api.representation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schema of a definition, for editors: the language's fields, and the names of the actions that there are. */
public final class DefinitionSchema {
    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    private DefinitionSchema() {}

    /** The schema, with these actions. */
    public static ObjectNode of(ActionRegistry actions) {
        ObjectNode schema = read();
        ObjectNode task = (ObjectNode) schema.path("$defs").path("task");
        ObjectNode action = (ObjectNode) task.path("properties").path("action");
        ArrayNode names = action.putArray("anyOf");
        for (ActionSpec<?> spec : actions.specs()) {
            names.addObject().put("const", spec.name()).put("description", spec.summary());
        }
        return schema;
    }

    private static ObjectNode read() {
        try (InputStream stream = DefinitionSchema.class.getResourceAsStream("definition.schema.json")) {
            return (ObjectNode) PLAIN.readTree(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
