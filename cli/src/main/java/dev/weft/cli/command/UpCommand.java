package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.PluginFolder;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.Detached;
import dev.weft.cli.serve.Platform;
import dev.weft.cli.serve.UpOptions;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.home.Server;
import dev.weft.platform.temporal.Sync;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(
        name = "up",
        description = {
            "Start the whole platform on this machine: Temporal, PostgreSQL, API and worker.",
            "On a home in use it starts what is dead and keeps what lives. Ctrl-C stops all."
        },
        footer = {"", "Example: weft up --detach"})
public final class UpCommand extends HomeCommand {
    @Option(names = "--port", paramLabel = "N", description = "Port of the API; 0 takes a free one. Default: 8080.")
    private @Nullable Integer port;

    @Option(
            names = "--temporal-port",
            paramLabel = "N",
            description = "Port of the Temporal server; 0 takes a free one. Default: 7233.")
    private @Nullable Integer temporalPort;

    @Option(
            names = "--temporal-ui-port",
            paramLabel = "N",
            description = "Port of the Temporal web UI; 0 takes a free one. Default: 8233.")
    private @Nullable Integer temporalUiPort;

    @Option(names = "--detach", description = "Return when it serves, and leave it running.")
    private boolean detach;

    @Option(names = "--definitions", paramLabel = "DIR", description = "Definitions to load, and to watch for changes.")
    private @Nullable Path definitions;

    @Option(names = "--agents", paramLabel = "DIR", description = "Agents to load, and to watch for changes.")
    private @Nullable Path agents;

    @Option(
            names = "--sync",
            paramLabel = "MODE",
            defaultValue = "normal",
            description = "normal: a power cut may take the last moments; full: slower, and it takes nothing.")
    private Sync sync = Sync.NORMAL;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        PluginFolder.refuseBroken();
        Map<Server, Integer> ports = new EnumMap<>(Server.class);
        put(ports, Server.WEFT, port);
        put(ports, Server.TEMPORAL, temporalPort);
        put(ports, Server.TEMPORAL_UI, temporalUiPort);
        UpOptions options = new UpOptions(home(), ports, definitions, agents, sync);
        if (detach) {
            new Detached(options, Environment.system(), Printer.progress()).start();
        } else {
            new Platform(options, Environment.system(), Printer.progress()).serve();
        }
        return Exit.DONE;
    }

    private static void put(Map<Server, Integer> ports, Server server, @Nullable Integer port) {
        if (port != null) {
            ports.put(server, port);
        }
    }
}
