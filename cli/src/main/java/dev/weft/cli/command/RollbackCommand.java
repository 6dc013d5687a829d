package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a run go back. */
@Command(
        name = "rollback",
        description = {
            "Undo what a run did after a checkpoint, newest first, and let it go on from there.",
            "A run that has ended is opened once more for it.",
            "Tasks are undone by their compensations. See `weft checkpoints`."
        },
        footer = {"", "Example: weft rollback publish-article --checkpoint outline"})
public final class RollbackCommand extends ControlCommand {
    @Option(
            names = "--checkpoint",
            paramLabel = "C",
            description = "The task that stays the last to have ended. Default: the last before the first failure.")
    private @Nullable String checkpoint;

    @Option(names = "--all", description = "Undo the whole run, which ends with that.")
    private boolean all;

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>();
        Optional.ofNullable(checkpoint).ifPresent(name -> body.put("checkpoint", name));
        if (all) {
            body.put("all", true);
        }
        return control("rollback", body);
    }

    @Override
    void checkMany(Map<String, ?> body) {
        if (checkpoint != null || !all) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected --all, and no --checkpoint, for many runs: they can only be undone as a whole.");
        }
    }
}
