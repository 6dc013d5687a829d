package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what a run can go back to. */
@Command(
        name = "checkpoints",
        description = "List what a run can be rolled back to, oldest first: each task that completed.",
        footer = {"", "Example: weft checkpoints publish-article"})
public final class CheckpointsCommand extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Override
    public Integer call() {
        ApiClient api = api();
        String id = new Runs(api).id(run);
        JsonNode page = api.get("/runs/" + ApiClient.encode(id) + "/checkpoints");
        Table table = new Table("CHECKPOINT", "TASK", "AT");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("checkpoint").asText(),
                    item.path("task").asText(),
                    Times.local(Instant.parse(item.path("at").asText())));
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}
