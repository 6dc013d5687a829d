package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;

/** How agents are, in words for tables. */
final class AgentWords {
    private AgentWords() {}

    /** Whether it can be called; a dash where nobody looks after it. */
    static String state(JsonNode agent) {
        String breaker = agent.path("load").path("breaker").path("state").asText("closed");
        String health = agent.path("health").path("status").asText("-");
        return switch (breaker) {
            case "closed" -> health;
            case "open" -> (health.equals("-") ? "" : health + ", ") + "left alone";
            default -> (health.equals("-") ? "" : health + ", ") + breaker;
        };
    }

    /** How many calls are at it and wait; a dash where nobody counts them. */
    static String calls(JsonNode agent) {
        JsonNode load = agent.path("load");
        if (load.isMissingNode()) {
            return "-";
        }
        String waiting = load.path("waiting").asInt() == 0
                ? ""
                : " (" + load.path("waiting").asInt() + " wait)";
        return load.path("under_way").asText("-")
                + (agent.has("max_concurrent")
                        ? " of " + agent.path("max_concurrent").asText()
                        : "")
                + waiting;
    }
}
