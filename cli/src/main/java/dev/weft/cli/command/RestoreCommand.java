package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes back to a revision of a definition. */
@Command(
        name = "restore",
        description =
                "Go back to a revision of a definition: what it says becomes the next one. Also of a definition that was deleted.",
        footer = {"", "Example: weft restore hello 3"})
public final class RestoreCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "A definition.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "REVISION", description = "Which of its revisions.")
    private int revision;

    @Override
    public Integer call() {
        JsonNode saved =
                api().post("/workflows/" + ApiClient.encode(id) + "/revisions/" + revision + "/restore", Map.of());
        Printer.print(
                output(),
                saved,
                List.of(id + ": revision " + saved.path("revision").asText() + " says what " + revision + " does"));
        return Exit.DONE;
    }
}
