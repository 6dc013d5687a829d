package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** What starts runs by itself. */
@Command(
        name = "triggers",
        description = "List, pause and look after what starts runs by itself: schedules, events, webhooks.",
        synopsisSubcommandLabel = "(list | show | next | pause | resume | backfill | retry)",
        subcommands = {
            TriggersListCommand.class,
            TriggersShowCommand.class,
            TriggersNextCommand.class,
            TriggersPauseCommand.class,
            TriggersResumeCommand.class,
            TriggersBackfillCommand.class,
            TriggersRetryCommand.class
        },
        footer = {"", "Example: weft triggers list"})
public final class TriggersCommand extends GroupCommand {}
