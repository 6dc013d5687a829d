package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries again what a trigger has given up. */
@Command(
        name = "retry",
        description = "Have what a trigger could not start, and gave up, tried again.",
        footer = {"", "Example: weft triggers retry publish-article.created --firing 17"})
public final class TriggersRetryCommand extends TriggerCommand {
    @Option(names = "--firing", paramLabel = "N", description = "Only one, as «weft triggers show» numbers it.")
    private @Nullable Long firing;

    @Override
    public Integer call() {
        JsonNode answer = api().post(path() + "/retry", firing == null ? Map.of() : Map.of("firing", firing));
        Printer.print(
                output(),
                answer,
                List.of(answer.path("retried").asText() + " firing(s) of " + trigger() + " are tried again."));
        return Exit.DONE;
    }
}
