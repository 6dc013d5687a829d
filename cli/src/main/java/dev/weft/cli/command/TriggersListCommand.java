package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists triggers. */
@Command(
        name = "list",
        description = "List the triggers of all definitions: by what they start runs, and how that goes.",
        footer = {"", "Example: weft triggers list --workflow publish-article"})
public final class TriggersListCommand extends ClientCommand {
    @Option(names = "--workflow", paramLabel = "ID", description = "Only those of a definition.")
    private @Nullable String workflow;

    @Override
    public Integer call() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Table table = new Table("TRIGGER", "BY", "WHAT", "STARTED", "OPEN", "GIVEN UP", "NEXT", "STANDING");
        String path = workflow == null ? "/triggers" : "/triggers?workflow=" + ApiClient.encode(workflow);
        for (JsonNode item : api().all(path).path("items")) {
            items.add(item);
            JsonNode firings = item.path("firings");
            table.row(
                    item.path("trigger").asText(),
                    item.path("kind").asText(),
                    TriggerText.what(item),
                    firings.path("started").asText(),
                    firings.path("due").asText(),
                    firings.path("dead").asText(),
                    item.path("next").path(0).asText("-"),
                    TriggerText.standing(item));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("items", items);
        Printer.print(output(), all, table.lines());
        return Exit.DONE;
    }
}
