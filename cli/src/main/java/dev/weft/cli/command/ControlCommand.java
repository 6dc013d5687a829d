package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What steering a run has, or many, whichever way. */
abstract class ControlCommand extends ClientCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run, or a definition whose latest run is meant. Without it: all that the options say.")
    private @Nullable String run;

    @Mixin
    private ManyRuns many = new ManyRuns();

    final int control(String verb) {
        return control(verb, Map.of());
    }

    final int control(String verb, Map<String, ?> body) {
        ApiClient api = api();
        many.check(run != null);
        if (run == null) {
            checkMany(body);
            return many.control(api, verb, output());
        }
        String id = new Runs(api).id(run);
        JsonNode answer = api.post("/runs/" + ApiClient.encode(id) + "/" + verb, body);
        Printer.print(
                output(), answer, List.of(id + ": " + answer.path("status").asText()));
        return Exit.DONE;
    }

    /** Refuses what can't be said of many. */
    void checkMany(Map<String, ?> body) {}
}
