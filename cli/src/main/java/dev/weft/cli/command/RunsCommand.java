package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(
        name = "runs",
        description = "List runs, newest first.",
        footer = {"", "Example: weft runs --workflow publish-article --status WAITING"})
public final class RunsCommand extends ClientCommand {
    private static final List<String> STATES = List.of(
            "RUNNING",
            "WAITING",
            "PAUSED",
            "COMPLETED",
            "FAILED",
            "CANCELLED",
            "TIMED_OUT",
            "ROLLING_BACK",
            "ROLLED_BACK",
            "TERMINATED");

    @Option(names = "--workflow", paramLabel = "ID", description = "Only runs of this definition.")
    private @Nullable String workflow;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only runs in this state, such as RUNNING.")
    private @Nullable String status;

    @Option(names = "--parent", paramLabel = "RUN", description = "Only runs that this run has started.")
    private @Nullable String parent;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many. Default: 20.")
    private int limit = 20;

    @Override
    public Integer call() {
        JsonNode page = api().get("/runs?limit=" + limit + ApiClient.parameter("workflow", workflow)
                + ApiClient.parameter("status", state()) + ApiClient.parameter("parent", parent));
        Table table = new Table("RUN", "STATUS", "PROGRESS", "STARTED", "DURATION");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("run").asText(),
                    item.path("status").asText(),
                    item.path("progress").asText() + " %",
                    Times.local(Instant.parse(item.path("started_at").asText())),
                    Times.duration(item.path("duration").asDouble()));
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }

    private @Nullable String state() {
        String word = status == null ? null : status.toUpperCase(Locale.ROOT);
        if (word != null && !STATES.contains(word)) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected one of %s in --status, but found «%s».".formatted(String.join(", ", STATES), status));
        }
        return word;
    }
}
