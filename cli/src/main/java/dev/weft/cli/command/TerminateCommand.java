package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Ends a run by force. */
@Command(
        name = "terminate",
        description =
                "End a run at once, and those that it waits for: nothing is cleaned up. «weft cancel» ends in order.",
        footer = {"", "Example: weft terminate publish-article"})
public final class TerminateCommand extends ControlCommand {
    @Override
    public Integer call() {
        return control("terminate");
    }
}
