package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Those who do the work. */
@Command(
        name = "agents",
        description = "List, show, find and write agents.",
        synopsisSubcommandLabel = "(list | show | scan | generate)",
        subcommands = {
            AgentsListCommand.class,
            AgentsShowCommand.class,
            AgentsScanCommand.class,
            AgentsGenerateCommand.class
        },
        footer = {"", "Example: weft agents generate --openapi https://service.example/openapi.json --out agents"})
public final class AgentsCommand extends BaseCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Exit.WRONG_USE;
    }
}
