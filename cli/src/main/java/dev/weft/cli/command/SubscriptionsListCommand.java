package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists subscriptions. */
@Command(
        name = "list",
        description = "List where events are sent, and how that goes.",
        footer = {"", "Example: weft subscriptions list"})
public final class SubscriptionsListCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode all = api().all("/subscriptions");
        Table table = new Table("ID", "URL", "TYPES", "DELIVERED", "OPEN", "DEAD", "STANDING");
        for (JsonNode item : all.path("items")) {
            List<String> types = new ArrayList<>();
            item.path("types").forEach(type -> types.add(type.asText()));
            JsonNode deliveries = item.path("deliveries");
            table.row(
                    item.path("id").asText(),
                    item.path("url").asText(),
                    types.isEmpty() ? "all" : String.join(", ", types),
                    deliveries.path("delivered").asText(),
                    Long.toString(deliveries.path("due").asLong()
                            + deliveries.path("handed").asLong()),
                    deliveries.path("dead").asText(),
                    SubscriptionCommand.standing(item));
        }
        Printer.print(output(), all, table.lines());
        return Exit.DONE;
    }
}
