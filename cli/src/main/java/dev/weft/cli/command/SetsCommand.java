package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists definitions that were applied together. */
@Command(
        name = "sets",
        description = "List the sets in which definitions were applied, see weft apply --prune.",
        footer = {"", "Example: weft sets"})
public final class SetsCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode page = api().get("/sets");
        Table table = new Table("SET", "DEFINITIONS");
        for (JsonNode item : page.path("items")) {
            List<String> ids = new ArrayList<>();
            item.path("workflows").forEach(id -> ids.add(id.asText()));
            table.row(item.path("set").asText(), String.join(", ", ids));
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}
