package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows throughput, success and durations. */
@Command(
        name = "analytics",
        description = "Show how many runs there were, how many went well, and how long they took.",
        footer = {
            "",
            "Example: weft analytics --since 2026-01-31T00:00:00Z --by task",
            "Whole hours are counted; without --since those of a day. Durations are those of what was completed."
        })
public final class AnalyticsCommand extends ClientCommand {
    @Option(names = "--since", paramLabel = "TIME", description = "From the hour of this time on.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to the hour of this time.")
    private @Nullable String until;

    @Option(names = "--workflow", paramLabel = "ID", description = "Only runs of this definition.")
    private @Nullable String workflow;

    @Option(names = "--by", paramLabel = "WHAT", description = "workflow, task or agent. Default: workflow.")
    private @Nullable String by;

    @Option(names = "--every", paramLabel = "STEP", description = "hour or day, for --output json and yaml.")
    private @Nullable String every;

    @Override
    public Integer call() {
        JsonNode body = api().get("/analytics?"
                + (ApiClient.parameter("since", since)
                                + ApiClient.parameter("until", until)
                                + ApiClient.parameter("workflow", workflow)
                                + ApiClient.parameter("by", by)
                                + ApiClient.parameter("every", every))
                        .replaceFirst("^&", ""));
        List<String> lines = new ArrayList<>();
        lines.add(Times.local(Instant.parse(body.path("since").asText())) + " to "
                + Times.local(Instant.parse(body.path("until").asText())) + ": "
                + body.path("runs").path("started").asText() + " runs started, "
                + body.path("workflows_per_hour")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString()
                + " ended an hour, "
                + (body.path("error_rate").isNull()
                        ? "none"
                        : body.path("error_rate").asText() + " percent")
                + " failed");
        if (body.path("behind").asLong() > 0) {
            lines.add(body.path("behind").asText() + " events are still to be counted");
        }
        Table table = new Table("OF", "STARTED", "COMPLETED", "FAILED", "RETRIED", "P50", "P95", "P99");
        row(table, "all runs", body.path("runs"));
        for (JsonNode item : body.path("items")) {
            row(table, name(item), item.path("figures"));
        }
        lines.addAll(table.lines());
        Printer.print(output(), body, lines);
        return Exit.DONE;
    }

    private static String name(JsonNode item) {
        return item.hasNonNull("agent")
                ? item.path("agent").asText()
                : item.path("workflow").asText()
                        + (item.hasNonNull("task") ? " " + item.path("task").asText() : "");
    }

    private static void row(Table table, String name, JsonNode figures) {
        JsonNode took = figures.path("duration");
        table.row(
                name,
                figures.path("started").asText(),
                figures.path("completed").asText(),
                figures.path("failed").asText(),
                figures.path("retried").asText(),
                time(took, "p50"),
                time(took, "p95"),
                time(took, "p99"));
    }

    private static String time(JsonNode took, String which) {
        return took.hasNonNull(which) ? Times.duration(took.path(which).asDouble()) : "–";
    }
}
