package dev.weft.definitions.agent;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which fields an agent's file has. */
public final class AgentShapes {
    private AgentShapes() {}

    /** Those of each kind. */
    public static Shape.Fields common() {
        return ShapeReader.of(AgentFields.class);
    }

    /** Those that belong to a kind, by its name; in the order of the reference. */
    public static Map<String, Shape.Fields> kinds() {
        Map<String, Shape.Fields> kinds = new LinkedHashMap<>();
        kinds.put("java", ShapeReader.of(AgentFields.JavaFields.class));
        kinds.put("http", ShapeReader.of(AgentKind.Http.class));
        kinds.put("command", ShapeReader.of(AgentFields.CommandFields.class));
        kinds.put("temporal", ShapeReader.of(AgentFields.TemporalFields.class));
        kinds.put("chat", ShapeReader.of(AgentKind.Chat.class));
        return Collections.unmodifiableMap(kinds);
    }
}
