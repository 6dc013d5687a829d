package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists gates that wait for people, or that have been decided. */
@Command(
        name = "approvals",
        description = "List approval gates that wait for a decision, or have been decided.",
        footer = {"", "Example: weft approvals --mine"})
public final class ApprovalsCommand extends ClientCommand {
    @Option(names = "--mine", description = "Only those that this token may decide, or has decided.")
    private boolean mine;

    @Option(
            names = "--status",
            paramLabel = "S",
            defaultValue = "pending",
            description = "pending, decided or all. Default: ${DEFAULT-VALUE}.")
    private String status = "pending";

    @Override
    public Integer call() {
        JsonNode page = api().get("/approvals?status=" + ApiClient.encode(status) + (mine ? "&mine=true" : ""));
        Table table = new Table("RUN", "TASK", "STATE", "LEVEL", "APPROVALS", "APPROVERS", "UNTIL", "QUESTION");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("run").asText(),
                    item.path("task").asText(),
                    item.path("outcome").asText(item.path("status").asText()),
                    item.path("level").asText() + "/" + item.path("levels").size(),
                    item.path("approvals").asText() + "/" + item.path("quorum").asText(),
                    approvers(item),
                    item.path("deadline").asText("-"),
                    item.path("title").asText());
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }

    private static String approvers(JsonNode item) {
        List<String> approvers = new ArrayList<>();
        item.path("approvers").forEach(approver -> approvers.add(approver.asText()));
        item.path("delegates")
                .forEach(one -> approvers.add(
                        one.path("to").asText() + " for " + one.path("of").asText()));
        return String.join(", ", approvers);
    }
}
