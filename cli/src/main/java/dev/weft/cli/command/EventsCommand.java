package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Events of runs, and beside them. */
@Command(
        name = "events",
        description = "Follow what runs tell, and put events beside it.",
        synopsisSubcommandLabel = "(tail | send)",
        subcommands = {EventsTailCommand.class, EventsSendCommand.class},
        footer = {"", "Example: weft events tail --type workflow.failed"})
public final class EventsCommand extends GroupCommand {}
