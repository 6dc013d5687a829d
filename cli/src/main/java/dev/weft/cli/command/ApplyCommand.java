package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves definitions. */
@Command(
        name = "apply",
        description = "Save definitions: new ones are created, known ones get their next revision.",
        footer = {"", "Example: weft apply definitions/", "Exit code 1: a file has errors; then nothing is saved."})
public final class ApplyCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Definitions, or folders of them.")
    private List<Path> paths = List.of();

    private record Checked(String id, SourceText text) {}

    @Override
    public Integer call() {
        List<Checked> all = new ArrayList<>();
        boolean broken = false;
        for (Path file : paths.stream()
                .flatMap(path -> DefinitionFiles.below(path).stream())
                .toList()) {
            SourceText text = DefinitionFiles.read(file);
            Reading reading = Definitions.read(text, Surroundings.UNKNOWN);
            System.err.print(new ProblemPrinter(Terminal.colour()).print(reading.problems()));
            if (reading.definition() == null) {
                broken = true;
            } else {
                all.add(new Checked(reading.definition().id(), text));
            }
        }
        if (broken) {
            return Exit.FAILED;
        }
        ApiClient api = api();
        List<JsonNode> saved = all.stream().map(one -> save(api, one)).toList();
        Printer.print(
                output(),
                ApiClient.tree(saved),
                saved.stream()
                        .map(one -> one.path("id").asText() + ": revision "
                                + one.path("revision").asText())
                        .toList());
        return Exit.DONE;
    }

    private static JsonNode save(ApiClient api, Checked one) {
        String place = "/workflows/" + ApiClient.encode(one.id());
        try {
            api.get(place);
        } catch (CliException e) {
            if (e.exit() != Exit.NOT_FOUND) {
                throw e;
            }
            return api.sendYaml("POST", "/workflows", one.text().text());
        }
        return api.sendYaml("PUT", place, one.text().text());
    }
}
