package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Run;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.watch.Follower;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a run. */
@Command(
        name = "start",
        description = "Start a run of a definition.",
        footer = {
            "",
            "Example: weft start publish-article --input source=article.md --wait",
            "With --wait: exit code 1 when the run does not complete."
        })
public final class StartCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "The definition.")
    private String id = "";

    @Mixin
    private GivenInputs inputs = new GivenInputs();

    @Option(names = "--key", paramLabel = "K", description = "The same key never starts a second run.")
    private @Nullable String key;

    @Option(names = "--revision", paramLabel = "N", description = "Revision of the definition. Default: the current.")
    private @Nullable Integer revision;

    @Option(names = "--priority", paramLabel = "N", description = "1 (first) to 5. Default: the definition's.")
    private @Nullable Integer priority;

    @Option(names = "--wait", description = "Follow the run until it ends.")
    private boolean wait;

    @Override
    public Integer call() {
        ApiClient api = api();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("inputs", inputs.read(api, id));
        Optional.ofNullable(key).ifPresent(value -> body.put("key", value));
        Optional.ofNullable(revision).ifPresent(value -> body.put("revision", value));
        Optional.ofNullable(priority).ifPresent(value -> body.put("priority", value));
        JsonNode started = api.post("/workflows/" + ApiClient.encode(id) + "/start", body);
        String run = started.path("run").asText();
        if (!wait || output() == Format.TABLE) {
            Printer.print(output(), started, List.of("Started " + run, "Follow it: weft monitor " + run));
        }
        return wait ? follow(new Runs(api), run) : Exit.DONE;
    }

    private int follow(Runs runs, String run) {
        Run last = new Follower(runs, output() == Format.TABLE).follow(run, Optional.empty(), state -> false);
        if (output() != Format.TABLE) {
            Printer.print(output(), runs.find(run), List.of());
        }
        return last.completed() ? Exit.DONE : Exit.FAILED;
    }
}
