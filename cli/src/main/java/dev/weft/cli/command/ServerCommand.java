package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.Alone;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the API alone. */
@Command(
        name = "server",
        description = {
            "Serve the API alone, on a Temporal server and a PostgreSQL that run elsewhere:",
            "TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_UI_URL; WEFT_DATABASE_URL, _USER, _PASSWORD."
        },
        footer = {"", "Example: TEMPORAL_ADDRESS=temporal:7233 weft server --host 0.0.0.0"})
public final class ServerCommand extends HomeCommand {
    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "To listen on.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "To listen on. Default: 8080.")
    private int port = 8080;

    @Option(names = "--definitions", paramLabel = "DIR", description = "Definitions to load, and to watch for changes.")
    private @Nullable Path definitions;

    @Option(names = "--agents", paramLabel = "DIR", description = "Agents to load, and to watch for changes.")
    private @Nullable Path agents;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        new Alone(home(), Environment.system(), Printer.progress()).api(host, port, definitions, agents);
        return Exit.DONE;
    }
}
