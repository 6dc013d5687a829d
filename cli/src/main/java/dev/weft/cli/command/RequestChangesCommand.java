package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Requests changes at a gate. */
@Command(
        name = "request-changes",
        description = "Request changes at an approval gate.",
        footer = {"", "Example: weft request-changes publish-article review --comment \"A source for the second claim\""
        })
public final class RequestChangesCommand extends DecisionCommand {
    @Override
    public Integer call() {
        return decide("request_changes");
    }
}
