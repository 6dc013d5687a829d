package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A task of one side.
 *
 * @param planned its place in the graph
 * @param written its canonical JSON, with all that it holds
 * @param effective the same with the definition's defaults applied
 */
record TaskNode(PlannedTask planned, ObjectNode written, ObjectNode effective) {
    private static final List<String> NOT_CONTENT = List.of(
            "name",
            "description",
            "timeout",
            "heartbeat",
            "deadline",
            "sla",
            "retry",
            Task.COMPENSATE,
            "concurrency",
            "cache",
            "placement",
            "resources");

    String path() {
        return planned.path();
    }

    String id() {
        return planned.task().id();
    }

    /** What it says itself, without the tasks that it holds and those in place, which speak for themselves. */
    ObjectNode own() {
        return own(written);
    }

    /** {@link #own} with the definition's defaults applied. */
    ObjectNode ownEffective() {
        return own(effective);
    }

    /** What can change whether it completes and with what, without the tasks of a block; with its fallback. */
    ObjectNode content() {
        ObjectNode content = effective.deepCopy();
        content.remove(NOT_CONTENT);
        if (content.path("for_each") instanceof ObjectNode forEach) {
            forEach.remove("max_concurrent");
            ordered(forEach);
        }
        if (content.path("repeat") instanceof ObjectNode repeat) {
            repeat.remove("delay");
        }
        if (content.path("on_failure").path("run") instanceof ObjectNode fallback) {
            fallback.remove(NOT_CONTENT);
        } else {
            content.remove("on_failure");
        }
        content.remove("tasks");
        content.remove("mode");
        needs(content);
        return content;
    }

    /** Its id and action: by which it is known again in another block. */
    String label() {
        return id() + " " + written.path("action").asText();
    }

    /** Ids of what it needs. */
    Set<String> needs() {
        return new TreeSet<>(planned.task().needs());
    }

    private ObjectNode own(ObjectNode json) {
        ObjectNode own = json.deepCopy();
        own.remove("tasks");
        if (own.path("on_failure").has("run")) {
            own.set("on_failure", TextNode.valueOf("run"));
        }
        own.remove(Task.COMPENSATE);
        if (own.path("for_each") instanceof ObjectNode forEach) {
            ordered(forEach);
        }
        needs(own);
        return own;
    }

    // A set: in which order they are written says nothing.
    private void needs(ObjectNode json) {
        if (json.path("needs").isArray()) {
            json.remove("needs");
            needs().forEach(json.withArray("needs")::add);
        }
    }

    // A matrix varies its last key fastest, so that the order of its keys is a part of it.
    private static void ordered(ObjectNode forEach) {
        JsonNode in = forEach.path("in");
        if (in.isObject()) {
            forEach.put(
                    "order",
                    in.properties().stream().map(entry -> entry.getKey()).collect(Collectors.joining(", ")));
        }
    }
}
