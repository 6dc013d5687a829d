package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Those who do the work. */
@Command(
        name = "agents",
        description = "List, show, save, delete, find and write agents.",
        synopsisSubcommandLabel = "(list | show | apply | delete | scan | generate)",
        subcommands = {
            AgentsListCommand.class,
            AgentsShowCommand.class,
            AgentsApplyCommand.class,
            AgentsDeleteCommand.class,
            AgentsScanCommand.class,
            AgentsGenerateCommand.class
        },
        footer = {"", "Example: weft agents generate --openapi https://service.example/openapi.json --out agents"})
public final class AgentsCommand extends GroupCommand {}
