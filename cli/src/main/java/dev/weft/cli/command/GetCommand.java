package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What looking at one value of a run has, whichever. */
abstract class GetCommand extends ClientCommand {
    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    /** Shows what is below a run: the value itself, whole. */
    final int show(String below) {
        ApiClient api = api();
        JsonNode value = api.get("/runs/" + ApiClient.encode(new Runs(api).id(run)) + "/" + below);
        Printer.print(output(), value, List.of(value.isTextual() ? value.asText() : Printer.json(value)));
        return Exit.DONE;
    }
}
