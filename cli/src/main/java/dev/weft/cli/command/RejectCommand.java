package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Rejects at a gate. */
@Command(
        name = "reject",
        description = "Reject at an approval gate.",
        footer = {"", "Example: weft reject publish-article review --comment \"The figures are old\""})
public final class RejectCommand extends DecisionCommand {
    @Override
    public Integer call() {
        return decide("reject");
    }
}
