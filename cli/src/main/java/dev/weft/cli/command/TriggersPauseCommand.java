package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Pauses a trigger. */
@Command(
        name = "pause",
        description = "Let a trigger start no runs until it is resumed. What comes meanwhile is left out.",
        footer = {"", "Example: weft triggers pause publish-article.mornings"})
public final class TriggersPauseCommand extends TriggerCommand {
    @Override
    public Integer call() {
        Printer.print(
                output(),
                api().post(path() + "/pause", Map.of()),
                List.of("Paused " + trigger() + ". It goes on with «weft triggers resume " + trigger() + "»."));
        return Exit.DONE;
    }
}
