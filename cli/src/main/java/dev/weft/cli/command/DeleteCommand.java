package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hides a definition. */
@Command(
        name = "delete",
        description =
                "Delete a definition: it can't be started any more. Its revisions and its runs stay, and runs under way go on; weft"
                        + " restore brings it back.",
        footer = {"", "Example: weft delete hello"})
public final class DeleteCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "A definition.")
    private String id = "";

    @Override
    public Integer call() {
        api().delete("/workflows/" + ApiClient.encode(id));
        JsonNode deleted = ApiClient.tree(Map.of("id", id, "deleted", true));
        Printer.print(output(), deleted, List.of(id + ": deleted"));
        return Exit.DONE;
    }
}
