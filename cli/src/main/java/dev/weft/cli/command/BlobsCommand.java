package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Large values of runs, where they are kept. */
@Command(
        name = "blobs",
        description = "Look after the large values of runs.",
        synopsisSubcommandLabel = "prune",
        subcommands = {BlobsPruneCommand.class},
        footer = {"", "Example: weft blobs prune --dry-run"})
public final class BlobsCommand extends GroupCommand {}
