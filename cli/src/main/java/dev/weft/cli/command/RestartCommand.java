package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does a run again. */
@Command(
        name = "restart",
        description = "Do a run that has ended again as a new run, but for what holds of it.",
        footer = {
            "",
            "Example: weft restart publish-article --from draft --input title=Better",
            "What completed holds where all that it depends on is the same."
        })
public final class RestartCommand extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Option(names = "--from", paramLabel = "TASK", description = "Do this task again, and all that needs it.")
    private @Nullable String from;

    @Option(
            names = "--input",
            paramLabel = "K=V",
            description =
                    "An input in place of the one that the run had; may be given often. JSON where it is not a text.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "Such inputs as a JSON or YAML file; - for standard input.")
    private @Nullable Path file;

    @Option(names = "--revision", paramLabel = "N", description = "Revision of the definition. Default: the run's own.")
    private @Nullable Integer revision;

    @Override
    public Integer call() {
        ApiClient api = api();
        JsonNode old = new Runs(api).find(run);
        String id = old.path("run").asText();
        Map<String, Object> body = new LinkedHashMap<>();
        if (file != null || !inputs.isEmpty()) {
            body.put("inputs", new InputReader(api).read(old.path("workflow").asText(), file, inputs));
        }
        Optional.ofNullable(from).ifPresent(value -> body.put("from", value));
        Optional.ofNullable(revision).ifPresent(value -> body.put("revision", value));
        JsonNode started = api.post("/runs/" + ApiClient.encode(id) + "/restart", body);
        String next = started.path("run").asText();
        Printer.print(
                output(),
                started,
                List.of("Started " + next + " in the place of " + id, "Follow it: weft monitor " + next));
        return Exit.DONE;
    }
}
