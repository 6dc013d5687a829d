package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists definitions. */
@Command(
        name = "list",
        description = "List the definitions that can be started.",
        footer = {"", "Example: weft list --output json"})
public final class ListCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode page = api().get("/workflows?limit=200");
        Table table = new Table("ID", "REVISION", "NAME");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("id").asText(),
                    item.path("revision").asText(),
                    item.path("name").asText());
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}
