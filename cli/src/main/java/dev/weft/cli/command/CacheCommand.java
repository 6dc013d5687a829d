package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** The result cache. */
@Command(
        name = "cache",
        description = "Drop outputs from the result cache.",
        synopsisSubcommandLabel = "(clear)",
        subcommands = {CacheClearCommand.class},
        footer = {"", "Example: weft cache clear --workflow nightly"})
public final class CacheCommand extends GroupCommand {}
