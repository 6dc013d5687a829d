package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists actions. */
@Command(
        name = "actions",
        description =
                "List the actions that the server knows, with those of its plugins; with --output json their parameters.",
        footer = {"", "Example: weft actions"})
public final class ActionsCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode page = api().get("/actions");
        Table table = new Table("ACTION", "DOES");
        for (JsonNode item : page.path("items")) {
            table.row(item.path("name").asText(), item.path("summary").asText());
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}
