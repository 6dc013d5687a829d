package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists agents. */
@Command(
        name = "list",
        description = "List the agents that runs can be started with.",
        footer = {"", "Example: weft agents list --capability outlining"})
public final class AgentsListCommand extends ClientCommand {
    @Option(names = "--capability", paramLabel = "WORD", description = "Only those that have it.")
    private @Nullable String capability;

    @Override
    public Integer call() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Table table = new Table("NAME", "KIND", "STATE", "CALLS", "CAPABILITIES", "FROM", "DESCRIPTION");
        for (JsonNode item : api().all("/agents").path("items")) {
            List<String> words = new ArrayList<>();
            item.path("capabilities").forEach(word -> words.add(word.asText()));
            if (capability == null || words.contains(capability)) {
                items.add(item);
                table.row(
                        item.path("name").asText(),
                        item.path("kind").asText(),
                        AgentWords.state(item),
                        AgentWords.calls(item),
                        String.join(", ", words),
                        item.path("origin").asText(),
                        item.path("description").asText());
            }
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("items", items);
        Printer.print(output(), all, table.lines());
        return Exit.DONE;
    }
}
