package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows one trigger. */
@Command(
        name = "show",
        description = "Show a trigger, and what it had to start lately.",
        footer = {"", "Example: weft triggers show publish-article.mornings"})
public final class TriggersShowCommand extends TriggerCommand {
    @Override
    public Integer call() {
        JsonNode shown = api().get(path());
        JsonNode firings = api().get(path() + "/firings?limit=20").path("items");
        List<String> lines = new ArrayList<>();
        lines.add(
                shown.path("trigger").asText() + "  by " + shown.path("kind").asText() + "  " + TriggerText.what(shown)
                        + "  revision " + shown.path("revision").asText());
        if (shown.path("says").has("filter")) {
            lines.add("filter: " + shown.path("says").path("filter").asText());
        }
        lines.add("standing: " + TriggerText.standing(shown));
        shown.path("next").forEach(time -> lines.add("next: " + time.asText()));
        if (!firings.isEmpty()) {
            lines.add("");
            Table table = new Table("FIRING", "AT", "STATE", "RUN", "KEY", "WHY NOT");
            firings.forEach(firing -> table.row(
                    firing.path("firing").asText(),
                    firing.path("at").asText(),
                    firing.path("state").asText(),
                    firing.path("run").asText("-"),
                    firing.path("key").asText(),
                    firing.path("reason").asText()));
            lines.addAll(table.lines());
        }
        ObjectNode all = shown.deepCopy();
        all.set("lately", firings);
        Printer.print(output(), all, lines);
        return Exit.DONE;
    }
}
