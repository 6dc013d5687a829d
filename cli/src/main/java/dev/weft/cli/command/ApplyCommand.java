package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Problems;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.problem.Problem;
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
        description = {
            "Save definitions: new ones are created, known ones get their next revision.",
            "Files may be in any version or dialect, and hold several definitions, of which all are saved or none."
        },
        footer = {"", "Example: weft apply definitions/", "Exit code 1: a file has errors; then nothing is saved."})
public final class ApplyCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Definitions, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        List<SourceText> texts = paths.stream()
                .flatMap(path -> DefinitionFiles.below(path).stream())
                .map(DefinitionFiles::read)
                .toList();
        List<Problem> errors = texts.stream()
                .flatMap(text -> Definitions.readAll(text, Surroundings.UNKNOWN).stream())
                .filter(reading -> reading.definition() == null)
                .flatMap(reading -> reading.problems().stream())
                .toList();
        if (!errors.isEmpty()) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(errors));
            return Exit.FAILED;
        }
        ApiClient api = api();
        List<JsonNode> saved = new ArrayList<>();
        for (SourceText text : texts) {
            api.putYaml("/workflows" + file(text), text.text()).path("items").forEach(saved::add);
        }
        warn(api, texts);
        Printer.print(
                output(),
                ApiClient.tree(saved),
                saved.stream().map(ApplyCommand::line).toList());
        return Exit.DONE;
    }

    /** Once all are saved, as they may start one another. */
    private static void warn(ApiClient api, List<SourceText> texts) {
        List<Problem> problems = new ArrayList<>();
        for (SourceText text : texts) {
            problems.addAll(Problems.of(api.postYaml("/workflows/validate" + file(text), text.text())
                    .path("problems")));
        }
        System.err.print(new ProblemPrinter(Terminal.colour()).print(problems));
    }

    private static String file(SourceText text) {
        return "?file=" + ApiClient.encode(text.name());
    }

    private static String line(JsonNode saved) {
        String from = saved.path("from").asText();
        return saved.path("id").asText() + ": revision "
                + saved.path("revision").asText()
                + (from.equals(DefinitionParser.VERSION) ? "" : " (from " + from + ")");
    }
}
