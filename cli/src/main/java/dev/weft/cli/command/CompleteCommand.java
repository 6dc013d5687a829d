package dev.weft.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Completes a task by hand. */
@Command(
        name = "complete",
        description = "Complete a task by hand that failed and waits for a person: what it should have done is done.",
        footer = {"", "Example: weft complete publish-article fetch --value '{\"status\": 200}'"})
public final class CompleteCommand extends SteeringCommand {
    @Option(names = "--value", paramLabel = "JSON", description = "Its output. Default: none.")
    private @Nullable String value;

    @Override
    public Integer call() {
        try {
            return value == null ? steer("complete") : steer("complete", Map.of("output", ApiClient.parse(value)));
        } catch (JsonProcessingException e) {
            throw new CliException(Exit.WRONG_USE, "Expected JSON in --value, but found: " + e.getOriginalMessage());
        }
    }
}
