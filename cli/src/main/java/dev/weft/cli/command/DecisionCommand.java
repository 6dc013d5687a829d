package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What deciding a gate has, whichever way. */
abstract class DecisionCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "The gate. Default: the only one that waits.")
    private @Nullable String task;

    @Option(names = "--comment", paramLabel = "C", description = "For the record.")
    private @Nullable String comment;

    final int decide(String decision) {
        ApiClient api = api();
        Runs runs = new Runs(api);
        String id = runs.id(run);
        String gate = task == null
                ? Runs.onlyWaiting(runs.get(id), "approval", "gate of %s that waits for a decision")
                : task;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", decision);
        Optional.ofNullable(comment).ifPresent(words -> body.put("comment", words));
        JsonNode answer = api.post("/runs/" + ApiClient.encode(id) + "/approvals/" + ApiClient.encode(gate), body);
        Printer.print(
                output(),
                answer,
                List.of("Decided: " + decision + " " + gate + " of " + id + ", "
                        + answer.path("approvals").asInt() + " of "
                        + answer.path("quorum").asInt() + " approvals"));
        return Exit.DONE;
    }
}
