package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one agent. */
@Command(
        name = "show",
        description = "Show an agent: how it is called, what it can do, the schemas of its parameters.",
        footer = {"", "Example: weft agents show outliner --output yaml"})
public final class AgentsShowCommand extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public Integer call() {
        JsonNode agent = api().get("/agents/" + ApiClient.encode(name));
        Printer.print(output(), agent, List.of(Printer.json(agent).split("\n", -1)));
        return Exit.DONE;
    }
}
