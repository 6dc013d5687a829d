package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows how the platform is. */
@Command(
        name = "health",
        description = "Show how the platform is, and what costs it points.",
        footer = {"", "Example: weft health", "Exit code 1: the level is critical."})
public final class HealthCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode health = api().get("/health");
        List<String> lines = new ArrayList<>();
        lines.add(health.path("level").asText() + ", " + health.path("score").asText() + " of 100 points");
        for (JsonNode check : health.path("checks")) {
            lines.add("  " + check.path("name").asText() + ": "
                    + check.path("message").asText(check.path("status").asText()));
        }
        Printer.print(output(), health, lines);
        return health.path("level").asText().equalsIgnoreCase("critical") ? Exit.FAILED : Exit.DONE;
    }
}
