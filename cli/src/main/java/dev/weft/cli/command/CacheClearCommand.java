package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops outputs from the result cache. */
@Command(
        name = "clear",
        description = "Drop outputs from the result cache, so that runs work for them anew.",
        footer = {"", "Example: weft cache clear --workflow nightly"})
public final class CacheClearCommand extends ClientCommand {
    @Option(names = "--workflow", paramLabel = "ID", description = "Only those of a definition's runs. Default: all.")
    private @Nullable String workflow;

    @Override
    public Integer call() {
        JsonNode dropped = api().delete("/cache" + (workflow == null ? "" : "?workflow=" + ApiClient.encode(workflow)));
        Printer.print(output(), dropped, List.of(dropped.path("dropped").asText() + " dropped."));
        return Exit.DONE;
    }
}
