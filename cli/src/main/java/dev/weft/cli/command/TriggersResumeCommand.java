package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lets a trigger go on. */
@Command(
        name = "resume",
        description = "Let a paused trigger start runs again, by what comes from now on.",
        footer = {"", "Example: weft triggers resume publish-article.mornings"})
public final class TriggersResumeCommand extends TriggerCommand {
    @Override
    public Integer call() {
        Printer.print(output(), api().post(path() + "/resume", Map.of()), List.of("Resumed " + trigger() + "."));
        return Exit.DONE;
    }
}
