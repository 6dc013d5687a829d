package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists gates that wait for people. */
@Command(
        name = "approvals",
        description = "List approval gates that wait for a decision.",
        footer = {"", "Example: weft approvals --mine"})
public final class ApprovalsCommand extends ClientCommand {
    @Option(names = "--mine", description = "Only those that this token may decide.")
    private boolean mine;

    @Override
    public Integer call() {
        JsonNode page = api().get("/approvals?status=pending" + (mine ? "&mine=true" : ""));
        Table table = new Table("RUN", "TASK", "APPROVERS", "QUESTION");
        for (JsonNode item : page.path("items")) {
            List<String> approvers = new ArrayList<>();
            item.path("approvers").forEach(approver -> approvers.add(approver.asText()));
            table.row(
                    item.path("run").asText(),
                    item.path("task").asText(),
                    String.join(", ", approvers),
                    item.path("title").asText());
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}
