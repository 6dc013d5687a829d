package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import picocli.CommandLine.Command;

/** Ends a subscription. */
@Command(
        name = "delete",
        description = "End a subscription, with what is under way and its dead letters.",
        footer = {"", "Example: weft subscriptions delete billing"})
public final class SubscriptionsDeleteCommand extends SubscriptionCommand {
    @Override
    public Integer call() {
        Printer.print(output(), api().delete(path()), List.of("Deleted " + id() + "."));
        return Exit.DONE;
    }
}
