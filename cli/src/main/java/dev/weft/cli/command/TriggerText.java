package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;

/** A trigger in words. */
final class TriggerText {
    private TriggerText() {}

    /** By what it starts runs. */
    static String what(JsonNode trigger) {
        JsonNode says = trigger.path("says");
        return switch (trigger.path("kind").asText()) {
            case "schedule" ->
                says.path("cron").asText() + " " + says.path("timezone").asText();
            case "event" -> says.path("type").asText();
            default -> says.path("path").asText();
        };
    }

    /** Whether it starts runs, and why not. */
    static String standing(JsonNode trigger) {
        if (trigger.path("paused").asBoolean()) {
            return "paused by " + trigger.path("paused_by").asText();
        }
        return trigger.has("alert")
                ? "FAILING: " + trigger.path("alert").path("reason").asText()
                : "ok";
    }
}
