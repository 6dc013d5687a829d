package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lets a subscription go on. */
@Command(
        name = "resume",
        description = "Let a paused subscription go on, with what was kept.",
        footer = {"", "Example: weft subscriptions resume billing"})
public final class SubscriptionsResumeCommand extends SubscriptionCommand {
    @Override
    public Integer call() {
        Printer.print(output(), api().post(path() + "/resume", Map.of()), List.of("Resumed " + id() + "."));
        return Exit.DONE;
    }
}
