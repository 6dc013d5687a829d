package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Approves at a gate. */
@Command(
        name = "approve",
        description = "Approve at an approval gate.",
        footer = {"", "Example: weft approve publish-article review --comment \"Well done\""})
public final class ApproveCommand extends DecisionCommand {
    @Override
    public Integer call() {
        return decide("approve");
    }
}
