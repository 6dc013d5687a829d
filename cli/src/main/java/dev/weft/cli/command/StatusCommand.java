package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Run;
import dev.weft.cli.output.Printer;
import dev.weft.cli.watch.RunTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a run. */
@Command(
        name = "status",
        description = "Show a run and its tasks.",
        footer = {"", "Example: weft status publish-article", "Exit code 1: the run did not complete."})
public final class StatusCommand extends ClientCommand {
    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Override
    public Integer call() {
        JsonNode state = runs().find(run);
        Run view = ApiClient.as(state, Run.class);
        Printer.print(output(), state, RunTable.lines(view));
        return view.ended() && !view.completed() ? Exit.FAILED : Exit.DONE;
    }
}
