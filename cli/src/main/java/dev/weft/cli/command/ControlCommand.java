package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** What steering a run has, whichever way. */
abstract class ControlCommand extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    final int control(String verb) {
        return control(verb, Map.of());
    }

    final int control(String verb, Map<String, ?> body) {
        ApiClient api = api();
        String id = new Runs(api).id(run);
        JsonNode answer = api.post("/runs/" + ApiClient.encode(id) + "/" + verb, body);
        Printer.print(
                output(), answer, List.of(id + ": " + answer.path("status").asText()));
        return Exit.DONE;
    }
}
