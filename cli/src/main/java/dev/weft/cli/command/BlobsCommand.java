package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Large values of runs, where they are kept. */
@Command(
        name = "blobs",
        description = "Look after the large values of runs.",
        synopsisSubcommandLabel = "prune",
        subcommands = {BlobsPruneCommand.class},
        footer = {"", "Example: weft blobs prune --dry-run"})
public final class BlobsCommand extends BaseCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Exit.WRONG_USE;
    }
}
