package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the next times of a schedule. */
@Command(
        name = "next",
        description = "Tell the next times of a trigger by schedule, in UTC.",
        footer = {"", "Example: weft triggers next publish-article.mornings --count 10"})
public final class TriggersNextCommand extends TriggerCommand {
    @Option(names = "--count", paramLabel = "N", description = "How many, up to 100. Default: ${DEFAULT-VALUE}.")
    private int count = 5;

    @Override
    public Integer call() {
        JsonNode shown = api().get(path() + "?next=" + count);
        if (!shown.path("kind").asText().equals("schedule")) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected a trigger by schedule, but «" + trigger() + "» is by "
                            + shown.path("kind").asText() + ".");
        }
        List<String> lines = new ArrayList<>();
        shown.path("next").forEach(time -> lines.add(time.asText()));
        Printer.print(
                output(),
                shown.path("next"),
                shown.path("paused").asBoolean() ? List.of(TriggerText.standing(shown)) : lines);
        return Exit.DONE;
    }
}
