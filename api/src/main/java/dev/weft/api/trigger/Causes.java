package dev.weft.api.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.representation.Json;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Values;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why triggers fire: as it is noted, and as their expressions see it. Thread safe. */
final class Causes {
    private static final String EVENT = "event";
    private static final String REQUEST = "request";
    private static final String TIME = "time";

    private final EventStore events;

    Causes(EventStore events) {
        this.events = events;
    }

    static String event(long offset) {
        return object().put(EVENT, offset).toString();
    }

    static String time(Instant time) {
        return object().put(TIME, time.toString()).toString();
    }

    static String request(Map<String, @Nullable Object> request) {
        return object().set(REQUEST, Json.mapper().valueToTree(request)).toString();
    }

    /** What the expressions of a trigger see; nothing where the event is no longer in the log. */
    Optional<Scope> scope(StoredFiring firing) {
        JsonNode cause = read(firing.cause());
        if (cause.has(EVENT)) {
            long offset = cause.path(EVENT).asLong();
            return events.at(offset).map(found -> scope(EVENT, found.event().toNormal(), firing.at()));
        }
        if (cause.has(TIME)) {
            return Optional.of(scope(
                    "schedule", Map.of(TIME, Instant.parse(cause.path(TIME).asText())), firing.at()));
        }
        return Optional.of(scope(
                REQUEST, Values.normalise(Json.mapper().convertValue(cause.path(REQUEST), Object.class)), firing.at()));
    }

    static Scope scope(String name, @Nullable Object value, Instant now) {
        return wanted -> wanted.equals(name) ? value : wanted.equals("now") ? now : null;
    }

    static JsonNode read(String cause) {
        try {
            return Json.mapper().readTree(cause);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected JSON, but " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
