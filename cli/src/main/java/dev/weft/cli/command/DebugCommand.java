package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.DiagnosisText;
import dev.weft.cli.output.Printer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a run waits or failed. */
@Command(
        name = "debug",
        description =
                "Say why a run waits or failed: what it waits for, the task that failed with its input, its error and its attempts,"
                        + " the agent's state, and the commands that help.",
        footer = {"", "Example: weft debug publish-article"})
public final class DebugCommand extends ClientCommand {
    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Override
    public Integer call() {
        ApiClient api = api();
        JsonNode found = api.get("/runs/" + ApiClient.encode(new Runs(api).id(run)) + "/diagnosis");
        Printer.print(output(), found, DiagnosisText.lines(found));
        return Exit.DONE;
    }
}
