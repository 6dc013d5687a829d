package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What saying something of a task that failed has, whichever it is. */
abstract class SteeringCommand extends ClientCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run, or a definition whose latest run is meant.")
    private @Nullable String run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "The task. Default: the only one that failed and waits for a person.")
    private @Nullable String task;

    final boolean namesRun() {
        return run != null;
    }

    final int steer(String verb) {
        return steer(verb, Map.of());
    }

    final int steer(String verb, Map<String, ?> body) {
        ApiClient api = api();
        if (run == null) {
            throw new CliException(Exit.WRONG_USE, "Expected a run, but found none.");
        }
        Runs runs = new Runs(api);
        String id = runs.id(run);
        String path = task == null
                ? Runs.onlyWaiting(runs.get(id), "person", "task of %s that failed and waits for a person")
                : task;
        JsonNode answer =
                api.post("/runs/" + ApiClient.encode(id) + "/tasks/" + ApiClient.encode(path) + "/" + verb, body);
        Printer.print(
                output(),
                answer,
                List.of(id + ": " + verb + " " + path + ", "
                        + answer.path("status").asText()));
        return Exit.DONE;
    }
}
