package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends dead letters again. */
@Command(
        name = "replay",
        description = "Send dead letters of a subscription again: all, or one.",
        footer = {"", "Example: weft subscriptions replay billing --delivery 17"})
public final class SubscriptionsReplayCommand extends SubscriptionCommand {
    @Option(names = "--delivery", paramLabel = "N", description = "Only one, as «weft subscriptions show» numbers it.")
    private @Nullable Long delivery;

    @Override
    public Integer call() {
        JsonNode answer = api().post(path() + "/replay", delivery == null ? Map.of() : Map.of("delivery", delivery));
        Printer.print(
                output(),
                answer,
                List.of(answer.path("replayed").asText() + " event(s) are sent to " + id() + " again."));
        return Exit.DONE;
    }
}
