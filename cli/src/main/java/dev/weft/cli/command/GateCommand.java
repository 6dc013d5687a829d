package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What saying something at a gate has. */
abstract class GateCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "The gate. Default: the only one that waits.")
    private @Nullable String task;

    @Option(names = "--level", paramLabel = "N", description = "The level that is meant. Default: the one asked now.")
    private @Nullable Integer level;

    /**
     * A gate of a run.
     *
     * @param asks its question as the API tells it; missing where it isn't known
     * @param level that is meant: what is asked when the command is given, so that no later level hears what was meant for
     *     this one
     */
    record Gate(String run, String task, JsonNode asks, Optional<Integer> level) {
        String route() {
            return "/runs/" + ApiClient.encode(run) + "/approvals/" + ApiClient.encode(task);
        }
    }

    final Gate gate(ApiClient api) {
        Runs runs = new Runs(api);
        String id = runs.id(run);
        String path = task == null
                ? Runs.onlyWaiting(runs.get(id), "approval", "gate of %s that waits for a decision")
                : task;
        JsonNode asks = asks(api, id, path);
        Optional<Integer> asked = asks.path("level").isInt() && !asks.has("outcome")
                ? Optional.of(asks.path("level").asInt())
                : Optional.empty();
        return new Gate(id, path, asks, Optional.ofNullable(level).or(() -> asked));
    }

    private static JsonNode asks(ApiClient api, String run, String path) {
        try {
            return api.get("/runs/" + ApiClient.encode(run) + "/tasks/" + ApiClient.encode(path))
                    .path("gate");
        } catch (CliException e) {
            if (e.exit() != Exit.NOT_FOUND) {
                throw e;
            }
            // Deciding it says what is wrong.
            return MissingNode.getInstance();
        }
    }
}
