package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Lets a task fail. */
@Command(
        name = "fail",
        description = "Let the failure of a task stand that waits for a person.",
        footer = {"", "Example: weft fail publish-article fetch"})
public final class FailCommand extends SteeringCommand {
    @Override
    public Integer call() {
        return steer("fail");
    }
}
