package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Pauses a subscription. */
@Command(
        name = "pause",
        description = "Send nothing more until it is resumed. What comes meanwhile is kept.",
        footer = {"", "Example: weft subscriptions pause billing"})
public final class SubscriptionsPauseCommand extends SubscriptionCommand {
    @Override
    public Integer call() {
        Printer.print(
                output(),
                api().post(path() + "/pause", Map.of()),
                List.of("Paused " + id() + ". It goes on with «weft subscriptions resume " + id() + "»."));
        return Exit.DONE;
    }
}
