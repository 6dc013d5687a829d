package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.Alone;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import picocli.CommandLine.Command;

/** Works on runs alone. */
@Command(
        name = "worker",
        description = {
            "Work on runs and their tasks, on a Temporal server that runs elsewhere:",
            "TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE. As many workers as you like share the work."
        },
        footer = {"", "Example: TEMPORAL_ADDRESS=temporal:7233 weft worker --home /var/lib/weft"})
public final class WorkerCommand extends HomeCommand {
    @Override
    public Integer call() throws PlatformException, InterruptedException {
        new Alone(home(), Environment.system(), Printer.progress()).worker();
        return Exit.DONE;
    }
}
