package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ApiClient;
import picocli.CommandLine.Parameters;

/** What a command about one subscription has. */
abstract class SubscriptionCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Its id, as «weft subscriptions list» shows it.")
    private String id = "";

    final String id() {
        return id;
    }

    /** Its path below {@code /api}. */
    final String path() {
        return "/subscriptions/" + ApiClient.encode(id);
    }

    /** Whether events are delivered, and why not. */
    static String standing(JsonNode subscription) {
        if (subscription.path("paused").asBoolean()) {
            return "paused by " + subscription.path("paused_by").asText();
        }
        return subscription.has("alert")
                ? "FAILING: " + subscription.path("alert").path("reason").asText()
                : "ok";
    }
}
