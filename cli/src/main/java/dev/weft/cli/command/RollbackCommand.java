package dev.weft.cli.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a run go back. */
@Command(
        name = "rollback",
        description = {
            "Undo what a run did after a checkpoint, newest first, and let it go on from there.",
            "Tasks are undone by their compensations. See `weft checkpoints`."
        },
        footer = {"", "Example: weft rollback publish-article --checkpoint outline"})
public final class RollbackCommand extends ControlCommand {
    @Option(
            names = "--checkpoint",
            paramLabel = "C",
            description = "The task that stays the last to have ended. Default: the last before the first failure.")
    private @Nullable String checkpoint;

    @Override
    public Integer call() {
        return control("rollback", checkpoint == null ? Map.of() : Map.of("checkpoint", checkpoint));
    }
}
