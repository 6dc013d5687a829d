package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names a delegate. */
@Command(
        name = "delegate",
        description = "Name somebody who may decide in your place at an approval gate, at the level that is asked.",
        footer = {"", "Example: weft delegate publish-article review --to ada"})
public final class DelegateCommand extends GateCommand {
    @Option(names = "--to", paramLabel = "USER", required = true, description = "Who may decide in your place.")
    private String to = "";

    @Override
    public Integer call() {
        ApiClient api = api();
        Gate gate = gate(api);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("to", to);
        gate.level().ifPresent(level -> body.put("level", level));
        JsonNode answer = api.post(gate.route() + "/delegate", body);
        Printer.print(
                output(),
                answer,
                List.of(answer.path("to").asText() + " may decide " + gate.task() + " of " + gate.run()
                        + " in the place of " + answer.path("by").asText() + ", at level "
                        + answer.path("level").asInt()));
        return Exit.DONE;
    }
}
