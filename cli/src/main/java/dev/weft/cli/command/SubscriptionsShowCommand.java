package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows a subscription. */
@Command(
        name = "show",
        description = "Show a subscription and its dead letters, with the reason of each.",
        footer = {"", "Example: weft subscriptions show billing"})
public final class SubscriptionsShowCommand extends SubscriptionCommand {
    @Override
    public Integer call() {
        JsonNode shown = api().get(path());
        JsonNode dead = api().get(path() + "/deliveries?state=dead&limit=50").path("items");
        List<String> lines = new ArrayList<>();
        lines.add(shown.path("id").asText() + "  " + shown.path("url").asText());
        if (shown.has("filter")) {
            lines.add("filter: " + shown.path("filter").asText());
        }
        lines.add("standing: " + standing(shown));
        JsonNode deliveries = shown.path("deliveries");
        lines.add("%s delivered, %s under way, %s to be sent, %s dead"
                .formatted(
                        deliveries.path("delivered"),
                        deliveries.path("handed"),
                        deliveries.path("due"),
                        deliveries.path("dead")));
        if (!dead.isEmpty()) {
            lines.add("");
            Table table = new Table("DELIVERY", "EVENT", "AT", "CODE", "WHY NOT");
            dead.forEach(one -> table.row(
                    one.path("delivery").asText(),
                    one.path("event").asText(),
                    one.path("settled_at").asText(),
                    one.path("code").asText(),
                    one.path("reason").asText()));
            lines.addAll(table.lines());
            lines.add("Send them again with «weft subscriptions replay " + id() + "».");
        }
        ObjectNode all = shown.deepCopy();
        all.set("dead", dead);
        Printer.print(output(), all, lines);
        return Exit.DONE;
    }
}
