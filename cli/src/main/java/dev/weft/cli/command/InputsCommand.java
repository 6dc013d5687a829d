package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Shows the inputs of a run. */
@Command(
        name = "inputs",
        description = "Show the inputs of a run, whole, also where they are large.",
        footer = {"", "Example: weft inputs publish-article"})
public final class InputsCommand extends GetCommand {
    @Override
    public Integer call() {
        return show("inputs");
    }
}
