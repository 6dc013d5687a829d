package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Shows the outputs of a run. */
@Command(
        name = "outputs",
        description = "Show the outputs of a run, whole, also where they are large.",
        footer = {"", "Example: weft outputs publish-article"})
public final class OutputsCommand extends GetCommand {
    @Override
    public Integer call() {
        return show("outputs");
    }
}
