package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hides an agent. */
@Command(
        name = "delete",
        description = "Delete an agent: runs that carry it go on, no other finds it.",
        footer = {"", "Example: weft agents delete outliner"})
public final class AgentsDeleteCommand extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public Integer call() {
        api().delete("/agents/" + ApiClient.encode(name));
        Printer.print(output(), ApiClient.tree(Map.of("name", name, "deleted", true)), List.of(name + ": deleted"));
        return Exit.DONE;
    }
}
