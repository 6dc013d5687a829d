package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Events of runs, and beside them. */
@Command(
        name = "events",
        description = "Follow what runs tell, and put events beside it.",
        synopsisSubcommandLabel = "(tail | send)",
        subcommands = {EventsTailCommand.class, EventsSendCommand.class},
        footer = {"", "Example: weft events tail --type workflow.failed"})
public final class EventsCommand extends BaseCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Exit.WRONG_USE;
    }
}
