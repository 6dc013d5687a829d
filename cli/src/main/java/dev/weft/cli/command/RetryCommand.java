package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Has a task done anew. */
@Command(
        name = "retry",
        description = "Have a task done anew that failed; a run that has ended is started once more from it.",
        footer = {"", "Example: weft retry publish-article fetch"})
public final class RetryCommand extends SteeringCommand {
    @Override
    public Integer call() {
        return steer("retry");
    }
}
