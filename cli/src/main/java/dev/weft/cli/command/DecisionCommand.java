package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What deciding a gate has, whichever way. */
abstract class DecisionCommand extends GateCommand {
    @Option(names = "--comment", paramLabel = "C", description = "For the record.")
    private @Nullable String comment;

    @Option(
            names = "--input",
            paramLabel = "K=V",
            description = "A field that the gate asks for; may be given often. JSON where the field is not a text.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    final int decide(String decision) {
        ApiClient api = api();
        Gate gate = gate(api);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", decision);
        gate.level().ifPresent(level -> body.put("level", level));
        Optional.ofNullable(comment).ifPresent(words -> body.put("comment", words));
        if (!inputs.isEmpty()) {
            body.put("inputs", InputReader.values(gate.asks().path("inputs"), inputs));
        }
        JsonNode answer = api.post(gate.route(), body);
        Printer.print(
                output(),
                answer,
                List.of("Decided: " + decision + " " + gate.task() + " of " + gate.run() + ", "
                        + answer.path("approvals").asInt() + " of "
                        + answer.path("quorum").asInt() + " approvals"));
        return Exit.DONE;
    }
}
