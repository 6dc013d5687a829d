package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves agents. */
@Command(
        name = "apply",
        description = "Save agents: new ones are created, known ones replaced.",
        footer = {"", "Example: weft agents apply agents/"})
public final class AgentsApplyCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Files of agents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        ApiClient api = api();
        List<JsonNode> saved = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : DefinitionFiles.below(path)) {
                SourceText text = DefinitionFiles.read(file);
                saved.add(api.postYaml("/agents?file=" + ApiClient.encode(text.name()), text.text()));
            }
        }
        Printer.print(
                output(),
                ApiClient.tree(saved),
                saved.stream()
                        .map(agent -> agent.path("name").asText() + ": saved")
                        .toList());
        return Exit.DONE;
    }
}
