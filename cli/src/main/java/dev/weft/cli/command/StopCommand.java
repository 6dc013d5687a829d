package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Pauses a run. */
@Command(
        name = "stop",
        description = "Pause a run: nothing new starts, what runs ends. «weft resume» goes on.",
        footer = {"", "Example: weft stop publish-article"})
public final class StopCommand extends ControlCommand {
    @Override
    public Integer call() {
        return control("pause");
    }
}
