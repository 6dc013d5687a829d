package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a saved definition. */
@Command(
        name = "show",
        description = "Show a saved definition as it was written; with --output json or yaml all that is known of it.",
        footer = {"", "Example: weft show publish-article > publish-article.yaml"})
public final class ShowCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "A definition.")
    private String id = "";

    @Override
    public Integer call() {
        JsonNode current = api().get("/workflows/" + ApiClient.encode(id));
        Printer.print(output(), current, List.of(current.path("source").asText().stripTrailing()));
        return Exit.DONE;
    }
}
