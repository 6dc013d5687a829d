package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** Cancels a run. */
@Command(
        name = "cancel",
        description = "Cancel a run: attempts are cancelled, nothing is undone.",
        footer = {
            "",
            "Example: weft cancel publish-article",
            "         weft cancel --workflow publish-article --status WAITING --dry-run"
        })
public final class CancelCommand extends ControlCommand {
    @Override
    public Integer call() {
        return control("cancel");
    }
}
