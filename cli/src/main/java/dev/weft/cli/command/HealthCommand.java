package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how the platform is. */
@Command(
        name = "health",
        description = "Show how the platform is, or how well the runs of a definition go, and what costs points.",
        footer = {"", "Example: weft health publish-article", "Exit code 1: the level is critical."})
public final class HealthCommand extends ClientCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Of a definition. Default: the platform.")
    private @Nullable String workflow;

    @Override
    public Integer call() {
        JsonNode health =
                api().get(workflow == null ? "/health" : "/workflows/" + ApiClient.encode(workflow) + "/health");
        List<String> lines = new ArrayList<>();
        lines.add(health.path("level").asText() + ", " + health.path("score").asText() + " of 100 points");
        for (JsonNode check : health.path("checks")) {
            int cost = check.path("cost").asInt();
            lines.add("  " + check.path("name").asText() + ": "
                    + check.path("status").asText() + (cost > 0 ? " (−" + cost + ")" : "") + ". "
                    + check.path("detail").asText());
        }
        Printer.print(output(), health, lines);
        return health.path("level").asText().equalsIgnoreCase("critical") ? Exit.FAILED : Exit.DONE;
    }
}
