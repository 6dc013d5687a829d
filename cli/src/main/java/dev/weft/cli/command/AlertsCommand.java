package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists alerts. */
@Command(
        name = "alerts",
        description = "List what somebody should look at, and what to do about it.",
        footer = {"", "Example: weft alerts --all --kind error_rate", "Exit code 1: an alert stands."})
public final class AlertsCommand extends ClientCommand {
    @Option(names = "--all", description = "Also alerts that have been cleared.")
    private boolean all;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only these, such as error_rate or slow_run.")
    private @Nullable String kind;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many. Default: 50.")
    private int limit = 50;

    @Override
    public Integer call() {
        JsonNode page =
                api().get("/alerts?limit=" + limit + (all ? "&status=all" : "") + ApiClient.parameter("kind", kind));
        List<String> lines = new ArrayList<>();
        boolean stands = false;
        for (JsonNode alert : page.path("items")) {
            stands |= alert.path("status").asText().equals("raised");
            JsonNode data = alert.path("data");
            lines.add(Times.local(Instant.parse(alert.path("raised_at").asText())) + "  "
                    + alert.path("kind").asText() + "  " + alert.path("subject").asText()
                    + (alert.hasNonNull("cleared_at")
                            ? "  (cleared "
                                    + Times.local(Instant.parse(
                                            alert.path("cleared_at").asText())) + ")"
                            : ""));
            for (String field : List.of("summary", "problems", "reason", "help")) {
                if (data.hasNonNull(field)) {
                    lines.add("  " + data.path(field).asText());
                }
            }
        }
        if (lines.isEmpty()) {
            lines.add("Nothing stands.");
        }
        Printer.print(output(), page, lines);
        return stands ? Exit.FAILED : Exit.DONE;
    }
}
