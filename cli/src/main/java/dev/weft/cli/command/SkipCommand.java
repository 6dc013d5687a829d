package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Goes on without a task. */
@Command(
        name = "skip",
        description = "Go on without a task that failed and waits for a person.",
        footer = {"", "Example: weft skip publish-article fetch"})
public final class SkipCommand extends SteeringCommand {
    @Override
    public Integer call() {
        return steer("skip");
    }
}
