package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Resumes a run. */
@Command(
        name = "resume",
        description = "Let a paused run go on.",
        footer = {"", "Example: weft resume publish-article"})
public final class ResumeCommand extends ControlCommand {
    @Override
    public Integer call() {
        return control("resume");
    }
}
